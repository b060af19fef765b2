import "server-only";
import type { Transaction } from "../db";
import { isLiveApiOn } from "../live/api";
import { enqueue } from "../outbox";
import { streamLane } from "./stream-orders";

/** A stream that was forbidden may be pushed again. The outbox is sent by the caller's `after`, or by upkeep. */
export async function allowRoomStream(tx: Transaction, roomId: string): Promise<void> {
  const room = await tx.room.findUnique({ where: { id: roomId }, select: { streamName: true } });
  if (!room || !isLiveApiOn()) return;
  await enqueue(tx, streamLane(room.streamName), [{ kind: "stream.allow", streamName: room.streamName }]);
}
