import type { Board, Setup, SizedItem } from "./board";
import { type Flight, freeLane, leastFullLane, leftAt, messageLanes, resettle, type Track } from "./flight";
import { drawSprite, type Sprite } from "./sprite";

interface Flyer {
  item: SizedItem;
  sprite: Sprite;
  flight: Flight;
  lane: number;
}

/** Space between two messages of a lane, in heights of the text. */
const GAP_EM = 1;

/** Messages that cross the stage from right to left in lanes; the lowest lane is for gifts. */
export class FlyingBoard implements Board {
  #setup: Setup;
  #flyers: Flyer[] = [];
  /** The newest flight of each lane. */
  #last: (Flight | undefined)[] = [];

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  get count(): number {
    return this.#flyers.length;
  }

  place(item: SizedItem, nowMs: number): boolean {
    const lane = this.#laneFor(item, nowMs);
    if (lane === null) return false;
    const flight = { width: item.size.width, startMs: nowMs, endMs: nowMs + this.#setup.crossingMs };
    this.#flyers.push({ item, flight, lane, sprite: drawSprite(item, item.size, this.#setup.style) });
    this.#last[lane] = flight;
    return true;
  }

  paint(context: CanvasRenderingContext2D, nowMs: number): void {
    this.#dropEnded(nowMs);
    const track = this.#track;
    const laneHeight = this.#setup.layout.laneHeight * this.#setup.style.ratio;
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    for (const { sprite, flight, lane, item } of this.#flyers) {
      const left = Math.round(leftAt(flight, track, nowMs)); // whole pixels stay sharp, and are cheaper
      const top = Math.round(lane * laneHeight);
      if (sprite.width === item.size.width) context.drawImage(sprite.image, left, top);
      else context.drawImage(sprite.image, left, top, item.size.width, item.size.height);
    }
  }

  arrange(setup: Setup, nowMs: number): void {
    const scale = (setup.style.fontPx * setup.style.ratio) / (this.#setup.style.fontPx * this.#setup.style.ratio);
    const travellers = this.#flyers.map(({ item, flight, lane }) => ({
      width: Math.ceil(flight.width * scale),
      progress: (nowMs - flight.startMs) / (flight.endMs - flight.startMs),
      lane,
      isGift: item.kind === "gift",
      mustStay: item.kind === "own" || setup.density === "all",
    }));
    this.#setup = setup;
    const places = resettle(travellers, setup.layout.lanes, this.#track, nowMs);
    this.#last = [];
    const kept = this.#flyers.flatMap((flyer, index) => {
      const place = places[index];
      if (!place) {
        flyer.sprite.image.close();
        return [];
      }
      const size = { width: place.flight.width, height: Math.ceil(flyer.item.size.height * scale) };
      const newest = this.#last[place.lane];
      if (!newest || newest.startMs < place.flight.startMs) this.#last[place.lane] = place.flight;
      return [{ ...flyer, ...place, item: { ...flyer.item, size } }];
    });
    this.#flyers = kept;
  }

  sharpen(): boolean {
    const flyer = this.#flyers.find(({ sprite, item }) => sprite.width !== item.size.width);
    if (!flyer) return false;
    flyer.sprite.image.close();
    flyer.sprite = drawSprite(flyer.item, flyer.item.size, this.#setup.style);
    return true;
  }

  remove(id: string): void {
    for (const { item, sprite } of this.#flyers) if (item.id === id) sprite.image.close();
    this.#flyers = this.#flyers.filter(({ item }) => item.id !== id);
  }

  clear(): void {
    for (const { sprite } of this.#flyers) sprite.image.close();
    this.#flyers = [];
    this.#last = [];
  }

  get #track(): Track {
    const { layout, style, crossingMs } = this.#setup;
    return { width: layout.width * style.ratio, gap: GAP_EM * style.fontPx * style.ratio, durationMs: crossingMs };
  }

  #laneFor({ kind, size }: SizedItem, nowMs: number): number | null {
    const { layout, density } = this.#setup;
    const lowest = layout.lanes - 1;
    if (kind === "gift") return freeLane([this.#last[lowest]], size.width, this.#track, nowMs) === null ? null : lowest;
    const all = messageLanes(layout.lanes);
    const open = density === "few" && kind === "message" ? Math.ceil(all / 2) : all;
    const last = Array.from({ length: open }, (_, lane) => this.#last[lane]);
    const lane = freeLane(last, size.width, this.#track, nowMs);
    return lane === null && density === "all" ? leastFullLane(last, size.width, this.#track) : lane;
  }

  #dropEnded(nowMs: number): void {
    if (!this.#flyers.some(({ flight }) => flight.endMs <= nowMs)) return;
    this.#flyers = this.#flyers.filter(({ flight, sprite }) => {
      if (flight.endMs > nowMs) return true;
      sprite.image.close();
      return false;
    });
  }
}
