const DAY_MS = 86_400_000;

/** A moment in the reader's own zone, for sentences: the clock alone today, the date with it otherwise. */
export function momentText(atMs: number, nowMs: number, locale: string): string {
  const isToday = Math.abs(atMs - nowMs) < DAY_MS && new Date(atMs).getDate() === new Date(nowMs).getDate();
  const date = isToday ? {} : ({ month: "short", day: "numeric" } as const);
  return new Intl.DateTimeFormat(locale, { ...date, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(atMs);
}
