import { pageNews } from "@/components/site/page-news";
import type { Standing } from "@/lib/users/schema";

/** Somebody to act on, as the menu was opened from a message or a list. */
export interface ActTarget {
  userId: string;
  name: string;
  /** As far as the page knows; the server has the last word. */
  standing: Standing;
  /** The message that it is about. */
  message?: { fromId: string; random: number; text: string } | undefined;
}

/** Opens the page's menu of acts, if there is one. */
export const { tell: openActs, hear: onActs } = pageNews<ActTarget>();
