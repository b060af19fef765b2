import "server-only";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import { newId } from "../ids";
import { limit } from "../limit";
import { logError } from "../log";
import type { AuditAction } from "../moderation/acts";
import { type AuditState, recordAct } from "../moderation/audit";
import { isSame } from "../same";
import type { SessionUser } from "../users/schema";
import { authorizeScope } from "./authorize";
import { areTooLarge, patternFault } from "./pattern-matcher";
import { publishWords, ruleColumns } from "./projection";
import {
  MOST_PATTERNS,
  MOST_WORDS,
  type SettingsInput,
  SITE_SCOPE,
  type WordInput,
  type WordRule,
  type WordSettings,
  wordSettings,
} from "./schema";
import { hasJust, lockScope, putIn, settingsOf, takeOut } from "./store-words";

const MOST_PER_MINUTE = 120;
/** Of lists that are put in the place of others: the audit log keeps each whole, so that it can be undone. */
const MOST_REPLACED_PER_MINUTE = 6;

/** Puts an entry into a list. Throws `conflict` for one that is there, and `invalid_input` for a pattern that cannot be run. */
export async function addWord(user: SessionUser, scope: string, input: WordInput): Promise<WordRule> {
  checkPattern(input);
  return changeWords(user, scope, "words.add", async (tx) => {
    const { count } = await tx.wordEntry.createMany({ data: [{ id: newId(), scopeId: scope, ...input }], skipDuplicates: true });
    if (count === 0) throw new AppError("conflict", "word", { fields: { text: "taken" } });
    const where = { scopeId_kind_text: { scopeId: scope, kind: input.kind, text: input.text } };
    const stored = await tx.wordEntry.findUniqueOrThrow({ where, select: ruleColumns });
    return { result: stored, after: stored };
  });
}

/** Changes an entry. Throws `not_found` for one that is not in the list. */
export async function changeWord(user: SessionUser, scope: string, wordId: string, input: WordInput): Promise<WordRule> {
  checkPattern(input);
  return changeWords(user, scope, "words.change", async (tx) => {
    const before = await tx.wordEntry.findUnique({ where: { id: wordId, scopeId: scope }, select: ruleColumns });
    if (!before) throw new AppError("not_found");
    const same = { scopeId: scope, kind: input.kind, text: input.text, id: { not: wordId } };
    if ((await tx.wordEntry.count({ where: same })) > 0) throw new AppError("conflict", "word", { fields: { text: "taken" } });
    const result = await tx.wordEntry.update({ where: { id: wordId }, data: input, select: ruleColumns });
    return { result, before, after: result };
  });
}

/** Takes an entry out of a list. Throws `not_found` for one that is not in it. */
export async function removeWord(user: SessionUser, scope: string, wordId: string): Promise<void> {
  await changeWords(user, scope, "words.remove", async (tx) => {
    const before = await tx.wordEntry.findUnique({ where: { id: wordId, scopeId: scope }, select: ruleColumns });
    if (!before) throw new AppError("not_found");
    await tx.wordEntry.delete({ where: { id: wordId } });
    return { result: undefined, before };
  });
}

/** Puts many entries into a list, or in its place; those that are there already stay as they are. Gives how many are new. */
export async function importWords(
  user: SessionUser,
  scope: string,
  entries: readonly WordInput[],
  isReplacing: boolean,
): Promise<number> {
  for (const entry of entries) checkPattern(entry);
  if (isReplacing) await limit("replace-words", user.id, MOST_REPLACED_PER_MINUTE, 60);
  return changeWords(user, scope, "words.import", async (tx) => {
    if (isReplacing && (await hasJust(tx, scope, entries))) return { result: 0, isUnchanged: true };
    const removed = isReplacing ? await takeOut(tx, { scopeId: scope }) : [];
    const added = await putIn(
      tx,
      entries.map((entry) => ({ id: newId(), scopeId: scope, ...entry })),
    );
    if (removed.length + added.length === 0) return { result: 0, isUnchanged: true };
    return { result: added.length, before: { removed }, after: { added } };
  });
}

/** Sets what a text is held to beside the list. Throws `conflict` behind a room's shield, which sets them itself. */
export async function setWordSettings(user: SessionUser, scope: string, input: SettingsInput): Promise<void> {
  await changeWords(user, scope, "words.settings", async (tx) => {
    const stored = await tx.wordScope.findUniqueOrThrow({ where: { id: scope } });
    const before = settingsOf(stored.settings);
    if (before.isShielded) throw new AppError("conflict", "the shield is up");
    const settings: WordSettings = { ...input, isShielded: false };
    if (isSame(before, wordSettings.parse(settings))) return { result: undefined, isUnchanged: true };
    await tx.wordScope.update({ where: { id: scope }, data: { settings } });
    return { result: undefined, before, after: settings };
  });
}

/** What a change did: its result, and for the audit log what was there before and what is now. */
interface Changed<T> {
  result: T;
  /** Nothing is different: there is nothing to write to the log, and nothing to tell. */
  isUnchanged?: true;
  before?: AuditState;
  after?: AuditState;
}

/** Makes a change in one transaction with its version and its audit entry, and lets every instance know after it. */
export async function changeWords<T>(
  user: SessionUser,
  scope: string,
  action: AuditAction,
  change: (tx: Transaction) => Promise<Changed<T>>,
  undoesId?: bigint,
): Promise<T> {
  await limit("words", user.id, MOST_PER_MINUTE, 60);
  const { result, isUnchanged } = await db().$transaction(async (tx) => {
    await authorizeScope(user, scope, tx);
    await lockScope(tx, scope);
    const { result: changed, isUnchanged = false, ...states } = await change(tx);
    if (isUnchanged) return { result: changed, isUnchanged };
    await tx.wordScope.update({ where: { id: scope }, data: { version: { increment: 1 } } });
    await checkSize(tx, scope);
    const where = scope === SITE_SCOPE ? {} : { roomId: scope };
    const undo = undoesId === undefined ? {} : { undoesId };
    await recordAct(tx, { actorId: user.id, action, subjectId: scope, ...where, ...states, ...undo });
    return { result: changed, isUnchanged };
  });
  if (isUnchanged) return result;
  // What is stored is done; upkeep writes it to Redis when this cannot.
  await publishWords(scope).catch((error: unknown) => logError("words not published", error, { scope }));
  return result;
}

/** Throws `payload_too_large` when a list has more than it may. */
async function checkSize(tx: Transaction, scope: string): Promise<void> {
  const size = scope === SITE_SCOPE ? "site" : "room";
  const total = await tx.wordEntry.count({ where: { scopeId: scope, kind: "word" } });
  if (total > MOST_WORDS[size]) throw new AppError("payload_too_large", `${total} words`);
  const patterns = await tx.wordEntry.findMany({ where: { scopeId: scope, kind: "pattern" }, select: { text: true } });
  const texts = patterns.map(({ text }) => text);
  if (texts.length > MOST_PATTERNS[size] || areTooLarge(texts))
    throw new AppError("payload_too_large", `${texts.length} patterns`);
}

function checkPattern({ kind, text }: WordInput): void {
  const fault = kind === "pattern" ? patternFault(text) : null;
  if (fault) throw new AppError("invalid_input", `pattern ${text}`, { fields: { text: fault } });
}
