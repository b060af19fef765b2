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
  const isBoth = Object.keys(old).length > 0 && Object.keys(young).length > 0;
  const changes = names.map((name) => ({
    name,
    before: shown(old[name]),
    after: shown(young[name]),
    isContext: isBoth && !Object.hasOwn(young, name),
  }));
  return changes.filter((change) => change.before !== change.after).slice(0, MOST_CHANGES);
}

function fieldsOf(state: unknown): Record<string, unknown> {
  return typeof state === "object" && state !== null && !Array.isArray(state) ? (state as Record<string, unknown>) : {};
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null || value === "" || value === false) return null;
  if (Array.isArray(value) && value.length > 3) return `[${value.length}]`;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
