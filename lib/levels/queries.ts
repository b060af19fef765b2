import "server-only";
import { db } from "../db";
import {
  type ExperienceCounts,
  type ExperiencePart,
  experienceFor,
  experienceOf,
  levelFor,
  MAX_LEVEL,
  totalExperience,
} from "./rules";
import type { LevelView } from "./schema";

/** A person as far as the level is concerned. */
export interface LevelRow extends ExperienceCounts {
  userId: string;
  joinedAtMs: number;
}

/** What people have of each part, from what is stored: days, gifts and memberships that were not taken back. Unknown ids are left out. */
export async function readCounts(userIds: readonly string[]): Promise<LevelRow[]> {
  if (userIds.length === 0) return [];
  return db().$queryRaw<LevelRow[]>`
    SELECT person."id" AS "userId", (extract(epoch FROM person."createdAt") * 1000)::float8 AS "joinedAtMs",
      coalesce(days."minutes", 0)::float8 AS "online", coalesce(days."messages", 0)::float8 AS "messages",
      coalesce(days."likes", 0)::float8 AS "likes", coalesce(given."coins", 0)::float8 AS "coins",
      coalesce(joined."months", 0)::float8 AS "memberships"
    FROM "User" AS person
    LEFT JOIN LATERAL (
      SELECT sum("minuteCount") AS "minutes", sum("messageCount") AS "messages", sum("likeCount") AS "likes"
      FROM "ActivityDay" WHERE "userId" = person."id") AS days ON true
    LEFT JOIN LATERAL (
      SELECT sum("coins") AS "coins" FROM "GiftOrder" AS paid WHERE paid."fromId" = person."id"
      AND NOT EXISTS (SELECT 1 FROM "LedgerTransaction" AS back WHERE back."reversesId" = paid."transactionId")) AS given ON true
    LEFT JOIN LATERAL (
      SELECT count(*) AS "months" FROM "MembershipOrder" AS paid WHERE paid."fromId" = person."id"
      AND NOT EXISTS (SELECT 1 FROM "LedgerTransaction" AS back WHERE back."reversesId" = paid."transactionId")) AS joined ON true
    WHERE person."id" = ANY(${[...userIds]}::text[])`;
}

/** The person's own level, from what is stored now. */
export async function getLevel(userId: string): Promise<LevelView> {
  const [row] = await readCounts([userId]);
  const counts = row ?? { online: 0, messages: 0, likes: 0, coins: 0, memberships: 0 };
  const worth = experienceOf(counts);
  const part = (name: ExperiencePart) => ({ count: counts[name], experience: worth[name] });
  const experience = totalExperience(counts);
  const level = levelFor(experience);
  const next = level === MAX_LEVEL ? null : { level: level + 1, from: experienceFor(level), at: experienceFor(level + 1) };
  const parts = {
    online: part("online"),
    messages: part("messages"),
    likes: part("likes"),
    coins: part("coins"),
    memberships: part("memberships"),
  };
  return { level, experience, parts, next };
}
