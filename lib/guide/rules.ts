/**
 * The numbers of Tencent's guide for live rooms ("IM 搭建直播间", https://cloud.tencent.com/document/product/269/77764), here
 * and nowhere else.
 */

/** Messages of all kinds that reach a room in one second; the least important of the others are dropped. */
export const MESSAGES_PER_SECOND = 40;

/** So many taps on a gift are sent as one order, */
export const COMBO_TAPS = 20;

/** and fewer when no tap has followed for so long. */
export const COMBO_GAP_MS = 1_000;

/** Which messages are dropped last when a room gets too many. */
export const priorities = {
  text: "Normal",
  like: "Low",
  gift: "High",
  status: "High",
  moderation: "High",
  lottery: "High",
  /** Numbers that the next message sets right. */
  count: "Low",
} as const;
