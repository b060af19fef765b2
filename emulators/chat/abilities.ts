/**
 * What an edition of the application may include, with the position of its flag in the SDK's `PurchaseBits`, counted from the
 * right; null when the SDK has no flag for it.
 */
export const ABILITY_BITS = {
  /** The last messages for who joins. */
  history: 2,
  /** A thousand members in the list, and with it marks, admins and robots; without it thirty. */
  memberList: 6,
  userStatus: 7,
  ban: 11,
  counters: 15,
  broadcast: null,
} as const;

export type Ability = keyof typeof ABILITY_BITS;

export const ABILITIES = Object.keys(ABILITY_BITS) as Ability[];

/** The 64 flags that open the SDK's own gates. */
export function purchaseBits(abilities: readonly Ability[]): string {
  const flags = new Array<string>(64).fill("0");
  for (const ability of abilities) {
    const bit = ABILITY_BITS[ability];
    if (bit !== null) flags[63 - bit] = "1";
  }
  return flags.join("");
}
