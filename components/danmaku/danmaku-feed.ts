import { pageNews } from "@/components/site/page-news";

/** A gift as it flies over the picture, in the lane that is kept for gifts. */
export interface DanmakuGift {
  id: string;
  /** The whole line, in the viewer's language: who gave what, and how many. */
  text: string;
  lang?: string;
}

/** Lets a gift fly over the picture, if one is on the page and the viewer wants to see danmaku. */
export const { tell: flyGift, hear: onGift } = pageNews<DanmakuGift>();
