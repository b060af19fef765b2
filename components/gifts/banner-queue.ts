import type { GiftNews } from "@/lib/gifts/schema";

/** A banner stays this long after its last gift; when others wait, only long enough to be read. */
const STAY_MS = 5_000;
const SHORT_STAY_MS = 1_800;
/** How long the counter of a run is remembered after its banner went. */
const REMEMBER_MS = 60_000;
const MOST_SHOWN = 2;
const MOST_WAITING = 20;

/** One person's gifts of one kind, with a running counter. */
export interface Banner {
  key: string;
  comboId: string;
  news: GiftNews;
  count: number;
  coins: number;
  lastMs: number;
}

/** At most two banners at a time; the third waits. */
export interface BannerQueue {
  shown: readonly Banner[];
  waiting: readonly Banner[];
  /** Banners that went, so that a late gift of the same run goes on counting. */
  gone: readonly Banner[];
}

export const NO_BANNERS: BannerQueue = { shown: [], waiting: [], gone: [] };

const keyOf = ({ from, gift }: GiftNews) => `${from.id}:${gift.id}`;

/** A gift: added to the counter of the same person and gift, or a new banner. */
export function withGift(queue: BannerQueue, news: GiftNews, nowMs: number): BannerQueue {
  const key = keyOf(news);
  const grown = (banner: Banner): Banner =>
    banner.key === key
      ? {
          ...banner,
          news,
          comboId: news.comboId,
          count: banner.count + news.count,
          coins: banner.coins + news.coins,
          lastMs: nowMs,
        }
      : banner;
  if (queue.shown.some((banner) => banner.key === key)) return { ...queue, shown: queue.shown.map(grown) };
  if (queue.waiting.some((banner) => banner.key === key)) return { ...queue, waiting: queue.waiting.map(grown) };
  const before = queue.gone.find((banner) => banner.key === key && banner.comboId === news.comboId);
  const { count = 0, coins = 0 } = before ?? {};
  const banner = { key, comboId: news.comboId, news, count: count + news.count, coins: coins + news.coins, lastMs: nowMs };
  return settled({ ...queue, gone: queue.gone.filter((one) => one !== before), waiting: [...queue.waiting, banner] }, nowMs);
}

/** The passing of time: banners go, and those that wait come. */
export function afterTime(queue: BannerQueue, nowMs: number): BannerQueue {
  const stayMs = queue.waiting.length > 0 ? SHORT_STAY_MS : STAY_MS;
  const isOver = (banner: Banner) => nowMs - banner.lastMs >= stayMs;
  const isForgotten = (banner: Banner) => nowMs - banner.lastMs >= REMEMBER_MS;
  if (!queue.shown.some(isOver) && !queue.gone.some(isForgotten)) return queue;
  const gone = [...queue.gone, ...queue.shown.filter(isOver)].filter((banner) => !isForgotten(banner));
  return settled({ ...queue, gone, shown: queue.shown.filter((banner) => !isOver(banner)) }, nowMs);
}

/** Fills free places, the dearest first; of too many that wait, the cheapest are only in the chat. */
function settled(queue: BannerQueue, nowMs: number): BannerQueue {
  const byWorth = queue.waiting.toSorted((one, other) => other.coins - one.coins);
  const free = MOST_SHOWN - queue.shown.length;
  const coming = byWorth.slice(0, free).map((banner) => ({ ...banner, lastMs: nowMs }));
  return { ...queue, shown: [...queue.shown, ...coming], waiting: byWorth.slice(free, free + MOST_WAITING) };
}
