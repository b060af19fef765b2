import { connectRawClient, type RawClient } from "../contract/chat/raw-client";
import { note } from "./benchmark";

const TEXT_EVENT = 3;
const JOINED_AT_ONCE = 10;

/** Many clients in one room, in this process. */
export interface Crowd {
  /** Lets the clients write in turn, so many messages a second together, until the returned function is called. */
  talk(perSecond: number): () => void;
  /** Messages accepted and refused, deliveries to clients, and the distinct messages among them. */
  counts(): { accepted: number; refused: number; received: number; distinct: number };
  leave(): void;
}

/** Logs clients in and lets them join a group, ten at once. */
export async function gatherCrowd(
  size: number,
  groupId: string,
  chat: { url: string; sdkAppId: number; sign: (userId: string) => string },
): Promise<Crowd> {
  const startedMs = performance.now();
  const counts = { accepted: 0, refused: 0, received: 0 };
  const everSeen = new Set<number>();
  const clients: RawClient[] = [];
  const enter = async (userId: string) => {
    const client = await connectRawClient({ url: chat.url, sdkAppId: chat.sdkAppId, userId, userSig: chat.sign(userId) });
    clients.push(client);
    await client.login();
    await client.join(groupId);
    const seen = new Set<number>();
    client.onMessage((item) => {
      if (item.Event !== TEXT_EVENT || item.From_Account === userId || seen.has(item.MsgSeq)) return;
      seen.add(item.MsgSeq);
      everSeen.add(item.MsgSeq);
      counts.received += 1;
    });
  };
  for (let from = 0; from < size; from += JOINED_AT_ONCE) {
    await Promise.all(Array.from({ length: JOINED_AT_ONCE }, (_, index) => enter(`crowd_${from + index}`)));
  }
  note(`${size} clients joined in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);

  const sendNext = async (index: number) => {
    const outcome = await clients[index % clients.length]?.send(groupId, `crowd ${index}`).catch(() => null);
    if (outcome) counts.accepted += 1;
    else counts.refused += 1;
  };
  const talk = (perSecond: number) => {
    const beganMs = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const due = ((performance.now() - beganMs) / 1000) * perSecond;
      while (sent < due) void sendNext(sent++);
    }, 5);
    return () => clearInterval(timer);
  };
  const leave = () => {
    for (const client of clients) client.close();
  };
  return { talk, counts: () => ({ ...counts, distinct: everSeen.size }), leave };
}
