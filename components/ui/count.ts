const SHORT_FROM = 10_000;

/** A number in full with the language's separators, as rooms and desks show it. */
export function fullCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** A number as cards show it: in full below ten thousand, then short (1.2万, 12k). */
export function shortCount(count: number, locale: string): string {
  if (count < SHORT_FROM) return fullCount(count, locale);
  return new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(count).replace("K", "k");
}

/** A length of time as a clock reads it, 1:24:06; below one hour the hour stays, so that widths are stable. */
export function clockTime(lengthMs: number): string {
  const seconds = Math.max(0, Math.floor(lengthMs / 1000));
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
}
