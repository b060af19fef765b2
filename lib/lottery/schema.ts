import { z } from "zod";
import { plainLine } from "../text";
import { drawMethods, exclusions } from "./draw";
import { foldText } from "./rules";

export const MAX_KEYWORD_CHARACTERS = 20;
export const MAX_PRIZE_CHARACTERS = 60;
/** So that the result with all names fits into one chat message. */
export const MAX_WINNERS = 30;

/** How long a lottery can be open. */
export const lotteryDurations = [30, 60, 120, 180, 300, 600, 1800] as const;

/** The levels that a host can ask for. */
export const lotteryLevels = [1, 2, 5, 10, 20, 35, 50] as const;

/** How a message must agree with the keyword: be it, or have it in it. */
export const keywordMatches = ["equals", "contains"] as const;
export const keywordMatch = z.enum(keywordMatches);
export type KeywordMatch = z.infer<typeof keywordMatch>;

export const lotteryStatuses = ["open", "drawing", "drawn", "cancelled"] as const;
export type LotteryStatus = (typeof lotteryStatuses)[number];

export const lotteryId = z.string().regex(/^[0-9a-z]{12}$/);
export const lotteryParams = z.strictObject({ lotteryId });

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

/** A person who won, with the tag that the public list has for them. */
export const lotteryWinner = z.object({ userId: z.string(), name: z.string(), tag: hex(32) });
export type LotteryWinner = z.infer<typeof lotteryWinner>;

/** A lottery as everybody may see it. `draw` is there once it was drawn; only then is the seed known to anybody but the server. */
export const lotteryView = z.object({
  id: z.string(),
  roomId: z.string(),
  status: z.enum(lotteryStatuses),
  /** Grows with every change; an older view never replaces a newer one. */
  revision: z.int(),
  keyword: z.string(),
  match: keywordMatch,
  prize: z.string(),
  winnerCount: z.int(),
  /** Only people who follow the host, and only people who gave a gift in this session, can win. */
  followersOnly: z.boolean(),
  giversOnly: z.boolean(),
  /** The level that a person must have reached; 1 is everybody's. */
  minLevel: z.int().default(1),
  openedAtMs: z.int(),
  closesAtMs: z.int(),
  method: z.enum(drawMethods).default("hiroba-lottery-1"),
  /** A digest of the secret seed and the terms, published before anybody could enter. */
  commitment: hex(64),
  draw: z
    .object({
      drawnAtMs: z.int(),
      seed: hex(64),
      entriesHash: hex(64),
      entryCount: z.int(),
      excludedCount: z.int(),
      /** How many for each reason; empty for what was drawn by the first method. */
      exclusions: z.partialRecord(z.enum(exclusions), z.int()).default({}),
      winners: z.array(lotteryWinner),
    })
    .nullable(),
});
export type LotteryView = z.infer<typeof lotteryView>;

/** A lottery and the room it was held in, as its public page shows them. */
export interface LotteryPage {
  lottery: LotteryView;
  room: { id: string; title: string; language: string; hostName: string };
}

/** What a person lacks to win: all of it can be mended until the lottery ends. */
export const lotteryLacks = ["follow", "gift", "level"] as const;
export type LotteryLack = (typeof lotteryLacks)[number];

/** A room's newest lottery as one reader sees it: the answer of `GET /api/rooms/:roomId/lottery`. */
export const roomLottery = z.object({
  lottery: lotteryView.nullable(),
  entryCount: z.int(),
  /** True once the reader's entry is stored; what the page shows as entered is in the draw. */
  isEntered: z.boolean(),
  lacks: z.array(z.enum(lotteryLacks)),
  /** The server's clock, which decides about the end. */
  nowMs: z.int(),
});
export type RoomLottery = z.infer<typeof roomLottery>;

/** The answer of `GET /api/lotteries/:lotteryId/proof`, and the file that people keep: all that a recheck needs. */
export const lotteryProof = z.object({
  v: z.literal(1),
  method: z.enum(drawMethods),
  lotteryId: z.string(),
  roomId: z.string(),
  keyword: z.string(),
  match: keywordMatch,
  prize: z.string(),
  winnerCount: z.int(),
  followersOnly: z.boolean(),
  giversOnly: z.boolean(),
  minLevel: z.int().default(1),
  openedAtMs: z.int(),
  closesAtMs: z.int(),
  drawnAtMs: z.int(),
  commitment: hex(64),
  seed: hex(64),
  entriesHash: hex(64),
  entries: z.string(),
  winners: z.array(hex(32)),
});
export type LotteryProof = z.infer<typeof lotteryProof>;

const checkbox = z
  .literal("on")
  .optional()
  .transform((word) => word === "on");

/** The host's form. */
export const openLotteryInput = z.strictObject({
  /** Made once for each form that is shown, so that sending it twice opens one lottery. */
  requestId: z.string().regex(/^[0-9a-z]{12}$/),
  keyword: plainLine(MAX_KEYWORD_CHARACTERS).refine((keyword) => foldText(keyword) !== "", { error: "too_small" }),
  match: keywordMatch.default("equals"),
  prize: plainLine(MAX_PRIZE_CHARACTERS),
  followersOnly: checkbox,
  giversOnly: checkbox,
  minLevel: z.coerce
    .number()
    .pipe(z.union(lotteryLevels.map((level) => z.literal(level))))
    .default(1),
  winnerCount: z.coerce.number().int().min(1).max(MAX_WINNERS),
  durationSeconds: z.coerce.number().pipe(z.union(lotteryDurations.map((seconds) => z.literal(seconds)))),
});
export type OpenLotteryInput = z.infer<typeof openLotteryInput>;
