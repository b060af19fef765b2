/** A gift as it flies over the picture, in the lane that is kept for gifts. */
export interface DanmakuGift {
  id: string;
  /** The whole line, in the viewer's language: who gave what, and how many. */
  text: string;
  lang?: string;
}

const listeners = new Set<(gift: DanmakuGift) => void>();

/** Lets a gift fly over the picture, if one is on the page and the viewer wants to see danmaku. */
export function flyGift(gift: DanmakuGift): void {
  for (const listener of listeners) listener(gift);
}

/** Hears of gifts that should fly. */
export function onGift(listener: (gift: DanmakuGift) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
