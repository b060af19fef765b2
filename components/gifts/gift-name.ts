import type { GiftCard } from "@/lib/gifts/schema";

/** A gift's name in the reader's language. */
export function giftName(names: GiftCard["names"], locale: string): string {
  return locale === "ja" || locale === "zh" ? names[locale] : names.en;
}
