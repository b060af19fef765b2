import { z } from "zod";

/** What a person's level rests on. */
export const experienceParts = ["online", "messages", "likes", "coins", "memberships"] as const;
export type ExperiencePart = (typeof experienceParts)[number];

/**
 * The one table of weights: `experience` for every `units` of a part. What costs nothing counts only so often in one UTC
 * day, so that nobody gains by leaving a page open for ever or by writing all day.
 */
export const weights = {
  /** A minute in which somebody watched a live room, in however many rooms and tabs. */
  online: { units: 1, experience: 1, mostPerDay: 240 },
  /** A message that really reached a room. */
  messages: { units: 1, experience: 2, mostPerDay: 60 },
  /** A like that a room counted. */
  likes: { units: 10, experience: 1, mostPerDay: 300 },
  /** A coin given as a gift. */
  coins: { units: 1, experience: 1, mostPerDay: null },
  /** A month as a member of a room. */
  memberships: { units: 1, experience: 300, mostPerDay: null },
} as const satisfies Record<ExperiencePart, { units: number; experience: number; mostPerDay: number | null }>;

/** How much of each part somebody has, each day's caps applied. */
export type ExperienceCounts = Record<ExperiencePart, number>;

/** Experience by part, in whole points. */
export function experienceOf(counts: ExperienceCounts): Record<ExperiencePart, number> {
  const worth = (part: ExperiencePart) => Math.floor((counts[part] * weights[part].experience) / weights[part].units);
  return {
    online: worth("online"),
    messages: worth("messages"),
    likes: worth("likes"),
    coins: worth("coins"),
    memberships: worth("memberships"),
  };
}

/** The sum of all parts. */
export function totalExperience(counts: ExperienceCounts): number {
  const parts = experienceOf(counts);
  return experienceParts.reduce((sum, part) => sum + parts[part], 0);
}

export const MAX_LEVEL = 99;

/** Each level asks for 50 more than the one before: level 2 at 25, 10 at 2,025, 50 at 60,025. */
const STEP = 25;

/** The experience at which a level begins. */
export function experienceFor(level: number): number {
  return STEP * (level - 1) ** 2;
}

/** The level of so much experience, 1 to 99. */
export function levelFor(experience: number): number {
  return Math.min(MAX_LEVEL, Math.floor(Math.sqrt(Math.max(0, experience) / STEP)) + 1);
}

/** The ranks that levels are coloured by (the art direction's lantern colours). */
export function rankOf(level: number): 1 | 2 | 3 | 4 | 5 {
  if (level >= 50) return 5;
  if (level >= 35) return 4;
  if (level >= 20) return 3;
  return level >= 10 ? 2 : 1;
}

/** Somebody is a newcomer for a week after signing up. */
export const NEWCOMER_MS = 7 * 86_400_000;

/** So many of a session's first givers wear the badge. */
export const TOP_GIVERS = 3;

const DAY_MS = 86_400_000;

/** The number of a UTC day since 1970. */
export function dayOf(atMs: number): number {
  return Math.floor(atMs / DAY_MS);
}

/** What was heard of a day can come so many days late; after that the day is closed for good. */
export const OPEN_DAYS = 3;

/** Whether a day still takes what comes late. A vendor's clock may be ahead of ours across midnight. */
export function isDayOpen(day: number, nowMs: number): boolean {
  return day > dayOf(nowMs) - OPEN_DAYS && day <= dayOf(nowMs) + 1;
}

/** Something a person did: a minute of watching, a message, or a batch of likes. Its `key` makes it one however often it is told. */
export type Activity =
  | { kind: "minute"; key: number }
  | { kind: "message"; key: string }
  | { kind: "likes"; key: string; count: number };

/** What a person did on one UTC day: as much as counts, by key, so that hearing it again changes nothing. */
export const activityDay = z.object({
  minutes: z.array(z.int()),
  messages: z.array(z.string()),
  likes: z.record(z.string(), z.int()),
});
export type ActivityDay = z.infer<typeof activityDay>;

/** How much of a day counts. */
export function countsOfDay({ minutes, messages, likes }: ActivityDay): Pick<ExperienceCounts, "online" | "messages" | "likes"> {
  const given = Object.values(likes).reduce((sum, count) => sum + count, 0);
  return { online: minutes.length, messages: messages.length, likes: Math.min(weights.likes.mostPerDay, given) };
}

/**
 * A day with more that was heard of it. In whatever order and however often things are told, `countsOfDay` of the outcome is
 * the same; what is beyond the caps is not kept, so that a day stays small.
 */
export function withActivity(day: ActivityDay, heard: readonly Activity[]): ActivityDay {
  const minutes = new Set(day.minutes);
  const messages = new Set(day.messages);
  const likes = new Map(Object.entries(day.likes));
  let given = [...likes.values()].reduce((sum, count) => sum + count, 0);
  for (const one of heard) {
    if (one.kind === "minute") {
      if (minutes.size < weights.online.mostPerDay) minutes.add(one.key);
    } else if (one.kind === "message") {
      if (messages.size < weights.messages.mostPerDay) messages.add(one.key);
    } else if (given < weights.likes.mostPerDay && !likes.has(one.key)) {
      likes.set(one.key, one.count);
      given += one.count;
    }
  }
  return { minutes: [...minutes], messages: [...messages], likes: Object.fromEntries(likes) };
}
