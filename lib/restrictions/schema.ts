import { z } from "zod";
import { plainLine } from "../text";
import { parseRange } from "./rules";

/** Most people that one request may be about. */
export const MOST_AT_ONCE = 200;
/** The same of a ban with traces: each of these is several rows. */
const MOST_WITH_TRACES = 20;

/** What holds somebody back. */
export const kind = z.enum(["mute", "ban"]);

/** What holds somebody back now: until when, and how long that is still, because clocks differ. Null is until it is lifted. */
export const hold = z.object({
  untilMs: z.int().nullable(),
  leftMs: z.int().nullable(),
  /** What the moderator wrote. */
  reason: z.string(),
});
export type Hold = z.infer<typeof hold>;

/** What holds a reader of a room back there. */
export const holds = z.object({ mute: hold.nullable().default(null), ban: hold.nullable().default(null) });
export type Holds = z.infer<typeof holds>;

export const FREE: Holds = { mute: null, ban: null };

/** Told to a room: people were muted or banned there, or are so no longer. Those it names read their own standing. */
export const restrictNews = z.object({
  v: z.literal(1),
  type: z.literal("room.restrict"),
  roomId: z.string(),
  kind,
  userIds: z.array(z.string()),
  /** Also about people without an account: their pages ask whether they may stay. */
  isAboutGuests: z.boolean(),
  /** Null until it is lifted, 0 when it was. */
  untilMs: z.int().nullable(),
});
export type RestrictNews = z.infer<typeof restrictNews>;

const userId = z.string().regex(/^[0-9A-Za-z_-]{1,32}$/);
const roomId = z.string().regex(/^[0-9a-z]{12}$/);
/** A century is as good as for ever, and Tencent counts in 32 bits. */
const seconds = z.int().min(1).max(3_153_600_000).nullable();
const reason = plainLine(200, 0).default("");

/** A range of addresses, in the form in which it is stored. */
export const addressRange = z
  .string()
  .max(64)
  .transform((text, context) => {
    const range = parseRange(text);
    if (range) return range;
    context.addIssue({ code: "custom", message: "bad_range" });
    return z.NEVER;
  });

/** Body of `POST /api/restrictions`: who is held back, where (null: everywhere) and for how long. A kick is short by itself. */
export const restrictInput = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("mute"),
    roomId: roomId.nullable(),
    userIds: z.array(userId).min(1).max(MOST_AT_ONCE),
    seconds,
    reason,
  }),
  z.strictObject({
    act: z.literal("kick"),
    roomId: roomId.nullable(),
    userIds: z.array(userId).min(1).max(MOST_AT_ONCE),
    reason,
  }),
  z
    .strictObject({
      act: z.literal("ban"),
      roomId: roomId.nullable(),
      userIds: z.array(userId).min(1).max(MOST_AT_ONCE),
      seconds,
      reason,
      /** Also keeps out the browsers and addresses that they were last seen with, as guests and as new accounts. */
      withTraces: z.boolean().default(false),
    })
    .refine(({ userIds, withTraces }) => !withTraces || userIds.length <= MOST_WITH_TRACES, { path: ["userIds"] }),
  z.strictObject({ act: z.literal("banRange"), roomId: roomId.nullable(), addressRange, seconds, reason }),
]);
export type RestrictInput = z.infer<typeof restrictInput>;

export const restrictionParams = z.strictObject({ restrictionId: roomId });
export const liftInput = z.strictObject({ reason });

/** Body of `PUT /api/rooms/:roomId/mute`: seconds, null until it is lifted, 0 lifts it. */
export const muteRoomInput = z.strictObject({ seconds: z.int().min(0).max(3_153_600_000).nullable(), reason });
export type MuteRoomInput = z.infer<typeof muteRoomInput>;

/** What a list of restrictions is asked for. */
export const restrictionsQuery = z.strictObject({
  /** A part of a name, an id, an address or a range. */
  q: plainLine(100, 0).default(""),
  kind: kind.optional(),
  cursor: z.string().max(64).optional(),
});
export type RestrictionsQuery = z.infer<typeof restrictionsQuery>;

/**
 * One line of a list of restrictions. Browsers are shown by the beginning of their hash. Of the traces of a banned person, who
 * is `of`, only the site's moderators see what they are; for others `device` and `addressRange` are null.
 */
export const restrictionView = z.object({
  id: z.string(),
  kind,
  room: z.object({ id: z.string(), title: z.string() }).nullable(),
  user: z.object({ id: z.string(), name: z.string() }).nullable(),
  device: z.string().nullable(),
  addressRange: z.string().nullable(),
  trace: z.object({ kind: z.enum(["browser", "address"]), of: z.object({ id: z.string(), name: z.string() }) }).nullable(),
  untilMs: z.int().nullable(),
  reason: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  createdAtMs: z.int(),
});
export type RestrictionView = z.infer<typeof restrictionView>;

export const restrictionList = z.object({ items: z.array(restrictionView), next: z.string().nullable() });
export type RestrictionList = z.infer<typeof restrictionList>;
