import "server-only";
import { db } from "../db";
import type { Outcome, Outcomes } from "./schema";

/** What is told of at once, and for how long an untold outcome is worth telling. */
const MOST_TOLD = 3;
const WORTH_TELLING_MS = 7 * 86_400_000;

const about = {
  kind: true,
  status: true,
  wasSent: true,
  text: true,
  decidedAt: true,
  room: { select: { id: true, title: true, language: true } },
} as const;

/** What became of a person's reports, and of their messages that were held, as far as they were not told. */
export async function readOutcomes(userId: string, nowMs: number): Promise<Outcomes> {
  const since = new Date(nowMs - WORTH_TELLING_MS);
  if (!(await hasUntold(userId, since))) return { outcomes: [], waiting: 0, newestWaitMs: null };
  const decided = { status: { not: "open" as const }, decidedAt: { gt: since } };
  const [reports, held, waiting] = await Promise.all([
    db().reviewReport.findMany({
      where: { reporterId: userId, toldAt: null, case: decided },
      orderBy: { case: { decidedAt: "asc" } },
      take: MOST_TOLD,
      select: { caseId: true, case: { select: about } },
    }),
    db().reviewCase.findMany({
      where: { userId, kind: "held", toldAt: null, ...decided },
      orderBy: { decidedAt: "asc" },
      take: MOST_TOLD,
      select: { id: true, ...about },
    }),
    readWaiting(userId),
  ]);
  const told = [
    ...reports.map(({ caseId, case: one }) => outcomeOf(caseId, one, true)),
    ...held.map(({ id, ...one }) => outcomeOf(id, one, false)),
  ];
  const newest = waiting.newest?.getTime() ?? null;
  return {
    outcomes: told.slice(0, MOST_TOLD),
    waiting: waiting.count,
    newestWaitMs: newest === null ? null : Math.max(0, nowMs - newest),
  };
}

/** Whether anything is untold or undecided: one small question, because every page of a member asks it. */
async function hasUntold(userId: string, since: Date): Promise<boolean> {
  const [row] = await db().$queryRaw<{ has: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM "ReviewReport" AS report JOIN "ReviewCase" AS about ON about."id" = report."caseId"
      WHERE report."reporterId" = ${userId} AND report."toldAt" IS NULL AND (about."decidedAt" IS NULL OR about."decidedAt" > ${since})
    ) OR EXISTS (
      SELECT 1 FROM "ReviewCase"
      WHERE "userId" = ${userId} AND "kind" = 'held' AND "toldAt" IS NULL AND ("decidedAt" IS NULL OR "decidedAt" > ${since})
    ) AS "has"`;
  return row?.has ?? false;
}

interface Decided {
  kind: Outcome["kind"];
  status: "open" | "passed" | "refused";
  wasSent: boolean;
  text: string;
  room: Outcome["room"];
}

function outcomeOf(caseId: string, { kind, status, wasSent, text, room }: Decided, isReport: boolean): Outcome {
  return { caseId, isReport, kind, status: status === "passed" ? "passed" : "refused", wasSent, text, room };
}

/** How many of a person's reports and held messages nobody has decided about, and when the newest came. */
async function readWaiting(userId: string): Promise<{ count: number; newest: Date | null }> {
  const [reports, held] = await Promise.all([
    db().reviewReport.aggregate({
      where: { reporterId: userId, case: { status: "open" } },
      _count: true,
      _max: { createdAt: true },
    }),
    db().reviewCase.aggregate({ where: { userId, kind: "held", status: "open" }, _count: true, _max: { createdAt: true } }),
  ]);
  const times = [reports._max.createdAt, held._max.createdAt].filter((one) => one !== null);
  const newest = times.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null;
  return { count: reports._count + held._count, newest };
}

/** Notes that a person was told what became of something. Safe to repeat. */
export async function noteTold(userId: string, caseId: string, nowMs: number): Promise<void> {
  const told = { toldAt: new Date(nowMs) };
  await Promise.all([
    db().reviewReport.updateMany({ where: { caseId, reporterId: userId, case: { status: { not: "open" } } }, data: told }),
    db().reviewCase.updateMany({ where: { id: caseId, userId, kind: "held", status: { not: "open" } }, data: told }),
  ]);
}
