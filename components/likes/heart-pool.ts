import styles from "./like-hearts.module.css";
import type { LikeBurst } from "./room-likes";

/** More than this at once would only hide the picture. */
const MOST_HEARTS = 24;
/** Of one burst of others, however large: a crowd is a stream of bursts. */
const MOST_OF_OTHERS = 6;
const SPREAD_MS = 900;
const SHORTEST_MS = 1_700;
const LONGEST_MS = 2_600;
const HEART =
  "M2 9.5a5.5 5.5 0 0 1 9.591-3.676.56.56 0 0 0 .818 0A5.49 5.49 0 0 1 22 9.5c0 2.29-1.5 4-3 5.5l-5.492 5.313a2 2 0 0 1-3 .019L5 15c-1.5-1.5-3-3.2-3-5.5";

/** A bounded number of hearts that are used again and again; only their transform and opacity change. */
export class HeartPool {
  readonly #layer: HTMLElement;
  readonly #resting: SVGSVGElement[] = [];
  readonly #flying = new Set<Animation>();

  constructor(layer: HTMLElement) {
    this.#layer = layer;
  }

  /** Lets hearts rise; none for people who asked for less motion, and none beyond the bound. */
  show({ count, isOwn, at }: LikeBurst): void {
    if (document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const hearts = isOwn ? count : Math.min(count, MOST_OF_OTHERS);
    for (let index = 0; index < hearts; index++) this.#rise(isOwn, isOwn ? 0 : Math.random() * SPREAD_MS, at);
  }

  /** Takes all hearts away; the pool is not used after it. */
  close(): void {
    for (const animation of this.#flying) animation.cancel();
    this.#layer.replaceChildren();
  }

  #rise(isOwn: boolean, delay: number, at?: { x: number; y: number }): void {
    const heart = this.#resting.pop() ?? this.#make();
    if (!heart) return;
    heart.dataset.own = String(isOwn);
    const { clientWidth: width, clientHeight: height } = this.#layer;
    const from = at ?? { x: width - 40 - Math.random() * Math.min(96, width / 5), y: height - 52 };
    const sway = (Math.random() - 0.5) * 56;
    const tilt = (Math.random() - 0.5) * 40;
    const rise = Math.min(from.y, height * 0.55) * (0.7 + 0.3 * Math.random());
    const place = (share: number, scale: number) =>
      `translate(${from.x + sway * Math.sin(share * Math.PI)}px, ${from.y - rise * share}px) scale(${scale}) rotate(${tilt * share}deg)`;
    const animation = heart.animate(
      [
        { transform: place(0, 0.3), opacity: 0 },
        { transform: place(0.12, 1.1), opacity: 1, offset: 0.12 },
        { transform: place(0.6, 1), opacity: 1, offset: 0.6 },
        { transform: place(1, 0.9), opacity: 0 },
      ],
      { duration: SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS), delay, easing: "linear" },
    );
    this.#flying.add(animation);
    const rest = () => {
      this.#flying.delete(animation);
      this.#resting.push(heart);
    };
    animation.onfinish = rest;
    animation.oncancel = rest;
  }

  #make(): SVGSVGElement | null {
    if (this.#layer.childElementCount >= MOST_HEARTS) return null;
    const name = "http://www.w3.org/2000/svg";
    const heart = document.createElementNS(name, "svg");
    heart.setAttribute("viewBox", "0 0 24 24");
    heart.setAttribute("class", styles.heart ?? "");
    const path = document.createElementNS(name, "path");
    path.setAttribute("d", HEART);
    heart.append(path);
    this.#layer.append(heart);
    return heart;
  }
}
