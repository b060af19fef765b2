import "server-only";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import { newId } from "../ids";
import { limit } from "../limit";
import { listWhole } from "../messages/history";
import { messageRef } from "../messages/rules";
import type { KeptMessage, SealedMessage } from "../messages/schema";
import { isSealed } from "../messages/seal";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { contextAround } from "./rules";
import { MOST_REPORTS_PER_HOUR, type ReportInput } from "./schema";

/** What a report is about, as its case keeps it. */
interface Subject {
  kind: "message" | "person" | "room";
  userId: string;
  random: bigint | null;
  text: string;
  sticker: string | null;
  context: KeptMessage[];
  sentAt: Date;
}

/**
 * Reports something of a room to those who keep order. Several reports of one thing are one case, and one person counts once
 * in it. Throws `invalid_input` for a message that was never sent there, `own_report` in its fields for oneself, and
 * `rate_limited` beyond 20 in an hour.
 */
export async function reportToModerators(user: SessionUser, roomId: string, input: ReportInput, nowMs: number): Promise<void> {
  await requireAct(user, "message.report");
  await limit("report", user.id, MOST_REPORTS_PER_HOUR, 3_600);
  const room = await db().room.findUnique({ where: { id: roomId }, select: { groupId: true, hostId: true, title: true } });
  if (!room) throw new AppError("not_found");
  const subject = await subjectOf({ id: roomId, ...room }, input, nowMs);
  if (subject.userId === user.id) throw new AppError("invalid_input", "a report of oneself", { fields: { kind: "own_report" } });
  await db().$transaction(async (tx) => {
    const caseId = await openCase(tx, roomId, subject);
    const report = { caseId, reporterId: user.id, reason: input.reason, note: input.note, createdAt: new Date(nowMs) };
    await tx.reviewReport.createMany({ data: [report], skipDuplicates: true });
  });
}

type ReportedRoom = { id: string; groupId: string; hostId: string; title: string };

async function subjectOf(room: ReportedRoom, input: ReportInput, nowMs: number): Promise<Subject> {
  const about = { random: null, sticker: null, context: [], sentAt: new Date(nowMs) };
  if (input.kind === "room") return { ...about, kind: "room", userId: room.hostId, text: room.title };
  if (input.kind === "message") return messageSubject(room, input.message, nowMs);
  const person = await db().user.findUnique({ where: { id: input.userId }, select: { name: true } });
  if (!person) throw new AppError("not_found");
  const lines = (await listWhole(room.id)).filter(({ fromId }) => fromId === input.userId);
  return { ...about, kind: "person", userId: input.userId, text: person.name, context: lines.slice(-10) };
}

/** What really was said: by the server's seal on it, or as the history has it. */
async function messageSubject({ id, groupId }: ReportedRoom, message: SealedMessage, nowMs: number): Promise<Subject> {
  const history = await listWhole(id);
  const kept = history.find((one) => messageRef(one) === messageRef(message));
  const said = kept ?? ((await isSealed(groupId, message)) ? message : null);
  if (!said) throw new AppError("invalid_input", "report: not a message of this room");
  const { fromId, random, text, sticker } = said;
  const sentAtMs = kept?.sentAtMs ?? nowMs;
  const context = contextAround(history, { fromId, random, sentAtMs });
  return { kind: "message", userId: fromId, random: BigInt(random), text, sticker, context, sentAt: new Date(sentAtMs) };
}

/** The case of a subject: the one that there is, or a new one. A message that was decided about stays decided. */
async function openCase(tx: Transaction, roomId: string, subject: Subject): Promise<string> {
  const { kind, userId, random } = subject;
  const data = { ...subject, id: newId(), roomId, reason: "", context: subject.context as object[] };
  await tx.reviewCase.createMany({ data: [data], skipDuplicates: true });
  const open = kind === "message" ? {} : { status: "open" as const };
  const found = await tx.reviewCase.findFirst({ where: { roomId, kind, userId, random, ...open }, select: { id: true } });
  if (!found) throw new AppError("conflict", "the case was decided this moment");
  return found.id;
}
