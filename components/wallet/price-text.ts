/** A price as people read it, from the smallest unit of its currency: 600 in yen is ¥600, 600 in dollars is $6.00. */
export function priceText(amountMinor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
}
