import type { CardUpdates } from "@/lib/rooms/schema";

export type CardUpdate = CardUpdates["cards"][number];

const POLL_EVERY_MS = 15_000;
const MOST_IDS = 60;

interface Watch {
  id: string;
  listener: (update: CardUpdate) => void;
}

const watches = new Map<Element, Watch>();
const onScreen = new Set<Element>();
let observer: IntersectionObserver | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

async function poll() {
  const seen = [...onScreen].flatMap((element) => watches.get(element) ?? []);
  const ids = [...new Set(seen.map((watch) => watch.id))].slice(0, MOST_IDS);
  if (ids.length === 0 || document.hidden) return;
  const answer = await fetch(`/api/directory/counts?ids=${ids.join(",")}`).catch(() => null);
  if (!answer?.ok) return; // The numbers on screen stay; the next turn asks again.
  const { cards }: CardUpdates = await answer.json();
  for (const card of cards) {
    for (const watch of watches.values()) if (watch.id === card.id) watch.listener(card);
  }
}

/** Asks for a card's numbers every 15 seconds while its element is on screen; returns the way to stop. */
export function watchCard(element: Element, id: string, listener: Watch["listener"]): () => void {
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? onScreen.add(target) : onScreen.delete(target);
  });
  timer ??= setInterval(poll, POLL_EVERY_MS);
  watches.set(element, { id, listener });
  observer.observe(element);
  return () => {
    watches.delete(element);
    onScreen.delete(element);
    observer?.unobserve(element);
    if (watches.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
