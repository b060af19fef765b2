import { z } from "zod";

/** A person on a leaderboard, with the coins of the gifts that they gave. */
export const giver = z.object({
  userId: z.string(),
  name: z.string(),
  coins: z.int(),
  /** Null while it is not known. */
  level: z.int().nullable(),
});
export type Giver = z.infer<typeof giver>;

/** The times that leaderboards are kept for. */
export const boardScopes = ["session", "today", "all"] as const;
export type BoardScope = (typeof boardScopes)[number];

/** People on one leaderboard. */
export const BOARD_SIZE = 20;

/** Answer of `GET /api/rooms/:roomId/givers`: a room's leaderboards, most coins first; gifts that were taken back are in none. */
export const giverBoards = z.object({
  /** Which session, by its beginning in Unix milliseconds; null before the first. */
  startedAtMs: z.int().nullable(),
  /** Which UTC day, like `2026-11-28`. */
  day: z.string(),
  session: z.array(giver),
  today: z.array(giver),
  all: z.array(giver),
});
export type GiverBoards = z.infer<typeof giverBoards>;
