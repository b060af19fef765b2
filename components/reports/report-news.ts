import { pageNews } from "@/components/site/page-news";
import type { StickerName } from "@/lib/messages/schema";

/** What somebody wants to report, with how it is named in the form. */
export type ReportTarget =
  | {
      kind: "message";
      name: string;
      message: { fromId: string; random: number; text: string; sticker: StickerName | null; seal: string | null };
    }
  | { kind: "person"; name: string; userId: string }
  | { kind: "room"; name: string };

/** Opens the page's form for a report, if there is one. */
export const { tell: askReport, hear: onReport } = pageNews<ReportTarget>();
