import type { Chat, GroupTraffic } from "./chat";
import { RateGate } from "./rate";
import { RecentSends } from "./recent-sends";
import { SlidingBudget } from "./sliding-budget";

/** Over all ways of writing them. */
const ATTRIBUTE_WRITES_PER_SECOND = 5;

/** The gate and the recent sends of a group; made on first use. */
export function trafficOf(chat: Chat, groupId: string): GroupTraffic {
  const known = chat.traffic.get(groupId);
  if (known) return known;
  const gate = new RateGate(chat.config.messagesPerSecond, () => chat.clock.machineMs(), Math.random);
  const traffic: GroupTraffic = {
    gate,
    recentSends: new RecentSends(),
    attributeWrites: new SlidingBudget(ATTRIBUTE_WRITES_PER_SECOND, 1_000),
  };
  chat.traffic.set(groupId, traffic);
  return traffic;
}
