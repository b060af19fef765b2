/** Compares what one schema, or one question to the database, read: its fields are in one order. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
