import { pageNews } from "@/components/site/page-news";

/** Within this page: the reader's reminders changed. */
export const { tell: tellRemindersChanged, hear: onRemindersChanged } = pageNews();
