import type { DanmakuSettings } from "./settings";
import type { DanmakuKind, DanmakuText } from "./sprite";

/** A message that is to fly. */
export interface DanmakuItem extends DanmakuText {
  id: string;
}

/** An item since it has come, and how large it will be once that is known. */
export interface WaitingItem extends DanmakuItem {
  sinceMs: number;
  size?: { width: number; height: number } | undefined;
}

const limits = {
  few: { count: 8, waitMs: 1_500 },
  normal: { count: 24, waitMs: 3_000 },
  all: { count: 4_000, waitMs: Number.POSITIVE_INFINITY },
} as const satisfies Record<DanmakuSettings["density"], { count: number; waitMs: number }>;

const MOST_GIFTS = 50;

/** Messages that wait for a free lane, by kind. The viewer's own are never given up; others are when they would come too late. */
export class WaitingList {
  readonly #lists: Record<DanmakuKind, WaitingItem[]> = { own: [], gift: [], message: [] };
  #density: DanmakuSettings["density"] = "normal";

  /** Kinds in the order in which they are placed. */
  static readonly kinds = ["own", "gift", "message"] as const satisfies readonly DanmakuKind[];

  get size(): number {
    const { own, gift, message } = this.#lists;
    return own.length + gift.length + message.length;
  }

  setDensity(density: DanmakuSettings["density"]): void {
    this.#density = density;
  }

  add(item: DanmakuItem, nowMs: number): void {
    const list = this.#lists[item.kind];
    list.push({ ...item, sinceMs: nowMs });
    const most = item.kind === "message" ? limits[this.#density].count : item.kind === "gift" ? MOST_GIFTS : list.length;
    if (list.length > most) list.splice(0, list.length - most); // the newest are worth most
  }

  /** The next of a kind; messages that have waited too long are given up first. */
  peek(kind: DanmakuKind, nowMs: number): WaitingItem | undefined {
    const list = this.#lists[kind];
    if (kind === "message") {
      const inTime = list.findIndex((item) => nowMs - item.sinceMs <= limits[this.#density].waitMs);
      if (inTime !== 0) list.splice(0, inTime < 0 ? list.length : inTime);
    }
    return list[0];
  }

  /** Takes out what `peek` gave. */
  shift(kind: DanmakuKind): void {
    this.#lists[kind].shift();
  }

  /** Texts will have another size than was measured. */
  forgetSizes(): void {
    for (const kind of WaitingList.kinds) for (const item of this.#lists[kind]) item.size = undefined;
  }

  remove(id: string): void {
    for (const kind of WaitingList.kinds) this.#lists[kind] = this.#lists[kind].filter((item) => item.id !== id);
  }

  clear(): void {
    for (const kind of WaitingList.kinds) this.#lists[kind] = [];
  }
}
