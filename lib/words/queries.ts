import "server-only";
import { db } from "../db";
import type { SessionUser } from "../users/schema";
import { authorizeScope } from "./authorize";
import { judgeText } from "./judge";
import { ruleColumns } from "./projection";
import { loadScope, readyScope } from "./ready";
import { OPEN_SETTINGS, SITE_SCOPE, type WordDesk, type WordRule, type WordTrial, wordSettings } from "./schema";

/** Entries that the desk shows at once; the search finds the others. */
const SHOWN = 100;

/** A list with its newest entries, or those that hold some letters. */
export async function getWordDesk(user: SessionUser, scope: string, search: string): Promise<WordDesk> {
  await authorizeScope(user, scope);
  const where = { scopeId: scope, ...(search === "" ? {} : { text: { contains: search, mode: "insensitive" as const } }) };
  const [stored, total, words] = await Promise.all([
    db().wordScope.findUnique({ where: { id: scope } }),
    db().wordEntry.count({ where }),
    db().wordEntry.findMany({ where, select: ruleColumns, orderBy: { createdAt: "desc" }, take: SHOWN }),
  ]);
  return { scope, settings: wordSettings.safeParse(stored?.settings).data ?? OPEN_SETTINGS, total, words };
}

/** All entries of a list, oldest first. */
export async function listWords(user: SessionUser, scope: string): Promise<WordRule[]> {
  await authorizeScope(user, scope);
  return db().wordEntry.findMany({ where: { scopeId: scope }, select: ruleColumns, orderBy: { createdAt: "asc" } });
}

/** What would become of a text of somebody without a role, and by which entries. */
export async function tryText(user: SessionUser, scope: string, text: string): Promise<WordTrial> {
  await authorizeScope(user, scope);
  await Promise.all([...new Set([SITE_SCOPE, scope])].map(loadScope));
  const room = scope === SITE_SCOPE ? "" : scope;
  const verdict = judgeText(text, readyScope(SITE_SCOPE), readyScope(room)).forOthers;
  const hits = verdict.hits.map(({ rule, start, end, ...hit }) => ({
    id: rule.id,
    kind: rule.kind,
    text: rule.text,
    action: rule.action,
    scope: hit.scope,
    found: text.slice(start, end),
    isLifted: hit.isLifted,
  }));
  const isStopped = verdict.outcome !== null && verdict.outcome !== "replace";
  const outcome = verdict.hasForbiddenLink && !isStopped ? "link" : (verdict.outcome ?? "passes");
  return { outcome, text: verdict.text, hits };
}
