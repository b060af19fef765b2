import type { Chat, GroupTraffic } from "./chat";
import { RateGate } from "./rate";

/** The gate and the recent sends of a group; made on first use. */
export function trafficOf(chat: Chat, groupId: string): GroupTraffic {
  const known = chat.traffic.get(groupId);
  if (known) return known;
  const gate = new RateGate(chat.config.messagesPerSecond, () => chat.clock.machineMs(), Math.random);
  const traffic: GroupTraffic = { gate, recentSends: new Map(), attributeWritesMs: [] };
  chat.traffic.set(groupId, traffic);
  return traffic;
}
