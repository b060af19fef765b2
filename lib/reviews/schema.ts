import { z } from "zod";
import { sealedMessage, stickerName } from "../messages/schema";
import { roomStatus } from "../rooms/schema";
import { plainLine, plainText } from "../text";
import { standing } from "../users/schema";

/** A message that was held, or what viewers report: a message, a person, a room; or a picture that the vendor's moderation marked. */
export const reviewKinds = ["held", "message", "person", "room", "picture"] as const;
export const reviewKind = z.enum(reviewKinds);
export type ReviewKind = z.infer<typeof reviewKind>;

/** `passed`: nothing against it. `refused`: it is against the rules. */
export const reviewStatuses = ["open", "passed", "refused"] as const;
export const reviewStatus = z.enum(reviewStatuses);
export type ReviewStatus = z.infer<typeof reviewStatus>;

/** What a report says is wrong, in the order in which it is offered. */
export const reportReasons = ["spam", "harassment", "hate", "sexual", "violence", "crime", "privacy", "other"] as const;
export const reportReason = z.enum(reportReasons);
export type ReportReason = z.infer<typeof reportReason>;

export const MAX_NOTE_LENGTH = 300;
/** Reports of one person in an hour. */
export const MOST_REPORTS_PER_HOUR = 20;

const why = { reason: reportReason, note: plainText(MAX_NOTE_LENGTH).default("") };

/** Body of `POST /api/rooms/:roomId/reports`. A message without a seal must still be in the room's history. */
export const reportInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("message"), message: sealedMessage, ...why }),
  z.strictObject({ kind: z.literal("person"), userId: z.string().min(1).max(32), ...why }),
  z.strictObject({ kind: z.literal("room"), ...why }),
]);
export type ReportInput = z.infer<typeof reportInput>;

export const caseParams = z.object({ caseId: z.string().regex(/^[0-9a-z]{12}$/) });

/** Body of `PUT /api/reviews/:caseId/assignee`. */
export const assignInput = z.strictObject({ isMine: z.boolean() });

/** Body of `POST /api/reviews/:caseId/decision`. */
export const decideInput = z.strictObject({
  outcome: z.enum(["passed", "refused"]),
  reason: plainLine(200, 0).default(""),
});
export type DecideInput = z.infer<typeof decideInput>;

/** Answer of it: the entry of the audit log by which the decision is undone. */
export const decideAnswer = z.object({ entryId: z.string() });

export const reviewTabs = ["open", "decided"] as const;
export const reviewTab = z.enum(reviewTabs);
export type ReviewTab = z.infer<typeof reviewTab>;

/** Query of `GET /api/reviews`. Without a room it is the whole site's queue. */
export const reviewQuery = z.strictObject({
  tab: reviewTab.default("open"),
  room: z
    .string()
    .regex(/^[0-9a-z]{12}$/)
    .nullable()
    .default(null),
  /** Where the page before ended. */
  after: z
    .string()
    .regex(/^\d{1,15}-[0-9a-z]{12}$/)
    .transform((text) => ({ atMs: Number(text.split("-")[0]), id: text.split("-")[1] ?? "" }))
    .nullable()
    .default(null),
});
export type ReviewQuery = z.infer<typeof reviewQuery>;

const person = z.object({ id: z.string(), name: z.string() });

/** A message of a case's context. */
export const contextLine = z.object({
  fromId: z.string(),
  name: z.string(),
  text: z.string(),
  sticker: stickerName.nullable(),
  atMs: z.int(),
  /** The message that the case is about. */
  isSubject: z.boolean(),
});
export type ContextLine = z.infer<typeof contextLine>;

/** A case as a moderator sees it. */
export const reviewCase = z.object({
  id: z.string(),
  kind: reviewKind,
  status: reviewStatus,
  room: z.object({ id: z.string(), title: z.string(), status: roomStatus }),
  person,
  text: z.string(),
  sticker: stickerName.nullable(),
  /** Of a message. */
  random: z.int().nullable(),
  heldBy: z.string(),
  context: z.array(contextLine),
  sentAtMs: z.int(),
  assignee: person.nullable(),
  assignedAtMs: z.int().nullable(),
  decidedBy: person.nullable(),
  decidedAtMs: z.int().nullable(),
  hasHidden: z.boolean(),
  /** Who reported it is for those of the site's moderators to know who may decide. */
  reports: z.array(z.object({ reporter: z.string().nullable(), reason: reportReason, note: z.string(), atMs: z.int() })),
  /** What is known of the person: other cases and how many were against the rules, restrictions, since when, and the level. */
  history: z.object({
    cases: z.int(),
    refused: z.int(),
    restrictions: z.int(),
    joinedAtMs: z.int().nullable(),
    level: z.int().nullable(),
  }),
  /** What the reader and the person are in the room. */
  standings: z.object({ reader: standing, person: standing }),
  /** False when the person does not stand below the reader. */
  mayDecide: z.boolean(),
});
export type ReviewCase = z.infer<typeof reviewCase>;

/** Answer of `GET /api/reviews`. */
export const reviewList = z.object({ cases: z.array(reviewCase), next: z.string().nullable(), openCount: z.int() });
export type ReviewList = z.infer<typeof reviewList>;

/** What became of something that a person reported, or of a message of theirs that was held. */
export const outcome = z.object({
  caseId: z.string(),
  isReport: z.boolean(),
  kind: reviewKind,
  status: z.enum(["passed", "refused"]),
  /** A held message that passed after its room had closed reached nobody. */
  wasSent: z.boolean(),
  room: z.object({ id: z.string(), title: z.string(), language: z.string() }),
  text: z.string(),
});
export type Outcome = z.infer<typeof outcome>;

/** Answer of `GET /api/outcomes`: what is not told yet, and since when the newest of the rest has waited. */
export const outcomes = z.object({ outcomes: z.array(outcome), waiting: z.int(), newestWaitMs: z.int().nullable() });
export type Outcomes = z.infer<typeof outcomes>;
