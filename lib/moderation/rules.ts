/** One thing that an act changed, as the audit page shows it. */
export interface AuditChange {
  name: string;
  before: string | null;
  after: string | null;
  /** Says what the act was about, and was not changed by it. */
  isContext: boolean;
}

const MOST_CHANGES = 12;
const LONGEST_VALUE = 120;

/**
 * What differs between two states of the audit log, by their fields; a long list is told by its length. Where there are both,
 * what only the first has says what the act was about.
 */
export function changesOf(before: unknown, after: unknown): AuditChange[] {
  const [old, young] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(young)])];
  const kept = topNames(after);
  const isBoth = topNames(before).size > 0 && kept.size > 0;
  const changes = names.map((name) => ({
    name,
    before: shown(old[name]),
    after: shown(young[name]),
    isContext: isBoth && !kept.has(name.split(".")[0] ?? ""),
  }));
  return changes.filter((change) => change.before !== change.after).slice(0, MOST_CHANGES);
}

/**
 * A state as somebody reads it: of restrictions without what only the undo needs, and for who may not see them without the
 * browsers and addresses that a person was seen with, which stand behind the person's own row.
 */
export function readableState(state: unknown, seesTraces: boolean): unknown {
  if (!isObject(state) || !Array.isArray(state.rows)) return state;
  const rows = state.rows.filter(isObject).filter(({ ofUserId }, index) => seesTraces || (index === 0 && !ofUserId));
  return { ...state, rows: rows.map(({ ofUserId: _of, byId: _by, sinceMs: _since, revision: _revision, ...row }) => row) };
}

/** The fields of a state; those of an object in it, or of the one object of a list, stand beside them under both names. */
function fieldsOf(state: unknown): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(isObject(state) ? state : {})) {
    const inner = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (!isObject(inner)) fields[name] = value;
    else for (const [innerName, one] of Object.entries(inner)) fields[`${name}.${innerName}`] = one;
  }
  return fields;
}

function topNames(state: unknown): Set<string> {
  return new Set(isObject(state) ? Object.keys(state) : []);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null || value === "" || value === false) return null;
  if (Array.isArray(value) && value.length > 3) return `[${value.length}]`;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
