const NAME = "hiroba:outcomes";

/** Says within this page that the reader waits for an outcome now. */
export function tellOutcomesChanged(): void {
  window.dispatchEvent(new Event(NAME));
}

/** Hears of that until the returned function is called. */
export function onOutcomesChanged(listener: () => void): () => void {
  window.addEventListener(NAME, listener);
  return () => window.removeEventListener(NAME, listener);
}
