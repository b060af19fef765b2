const NAME = "hiroba:reminders";

/** Says within this page that the reader's reminders changed. */
export function tellRemindersChanged(): void {
  window.dispatchEvent(new Event(NAME));
}

/** Hears of such a change until the returned function is called. */
export function onRemindersChanged(listener: () => void): () => void {
  window.addEventListener(NAME, listener);
  return () => window.removeEventListener(NAME, listener);
}
