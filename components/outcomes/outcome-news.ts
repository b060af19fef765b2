import { pageNews } from "@/components/site/page-news";

/** Within this page: the reader waits for an outcome now. */
export const { tell: tellOutcomesChanged, hear: onOutcomesChanged } = pageNews();
