/** What one part of a page tells another that need not be there: who hears at that moment, hears it. */
export function pageNews<T = void>() {
  const listeners = new Set<(news: T) => void>();
  return {
    tell: (news: T): void => {
      for (const listener of listeners) listener(news);
    },
    /** Hears of it until the returned function is called. */
    hear: (listener: (news: T) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
