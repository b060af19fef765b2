import { z } from "zod";
import { giftNews } from "../gifts/schema";
import { lotteryStatuses } from "../lottery/schema";
import { messageHealth } from "../message-health/schema";
import { roomCard, roomSnapshot } from "../rooms/schema";

/** A running room as the wall shows it. */
export const wallRoom = roomCard
  .pick({ id: true, title: true, language: true, category: true, cover: true, hostName: true, status: true, onlineCount: true })
  .extend({
    /** Signed FLV address while there is a picture. */
    pullUrl: z.string().nullable(),
    messagesPerMinute: z.int(),
    /** Of the messages of the last minute, what reached nobody, in percent. */
    dropPercent: z.int(),
    openCases: z.int(),
    isShielded: z.boolean(),
  });
export type WallRoom = z.infer<typeof wallRoom>;

/** Answer of `GET /api/desk/wall`: the running rooms, the fullest first, and sums of the site. */
export const wall = z.object({
  rooms: z.array(wallRoom),
  /** Rooms that are live, more than are shown when the square is very large. */
  liveCount: z.int(),
  pausedCount: z.int(),
  waitingCount: z.int(),
  onlineTotal: z.int(),
  /** What Tencent has not accepted. */
  pending: z.int(),
  openCases: z.int(),
});
export type Wall = z.infer<typeof wall>;

/** What Tencent has not accepted of one room, or of one account. */
export const pendingLane = z.object({
  lane: z.string(),
  /** Null for what is about an account. */
  room: z.object({ id: z.string(), title: z.string() }).nullable(),
  waiting: z.int(),
  /** Set aside, because Tencent will never accept it. */
  refused: z.int(),
  oldestAgeMs: z.number(),
  lastError: z.string().nullable(),
});
export type PendingLane = z.infer<typeof pendingLane>;

/** What moves of a room at the desk: the answer of `GET /api/desk/rooms/:roomId`. */
export const deskRoomState = z.object({
  snapshot: roomSnapshot,
  health: messageHealth,
  openCases: z.int(),
  lane: pendingLane.nullable(),
  /** The newest gifts, that of now first. */
  gifts: z.array(giftNews),
  lotteries: z.array(
    z.object({ id: z.string(), prize: z.string(), keyword: z.string(), status: z.enum(lotteryStatuses), openedAtMs: z.int() }),
  ),
  wordCount: z.int(),
});
export type DeskRoomState = z.infer<typeof deskRoomState>;

/** How one kind of callback fared in the last minute. */
export interface CallbackHealth {
  name: string;
  perMinute: number;
  failed: number;
  /** From the event to us, and our answer: on average and at most. Null without a call. */
  ageMs: number | null;
  oldestMs: number | null;
  tookMs: number | null;
  longestMs: number | null;
  /** When it was last heard, ever since Redis was emptied. */
  heardAtMs: number;
}
