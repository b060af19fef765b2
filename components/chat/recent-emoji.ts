const KEY = "hiroba.recent-emoji";
const MOST = 16;

/** The emoji used last in this browser, the newest first. */
export function recentEmoji(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((one) => typeof one === "string" && one.length <= 32).slice(0, MOST) : [];
  } catch {
    return []; // no storage, or somebody else wrote there
  }
}

/** Notes that an emoji was used. */
export function rememberEmoji(emoji: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([emoji, ...recentEmoji().filter((one) => one !== emoji)].slice(0, MOST)));
  } catch {
    // no storage: the row of recent ones stays empty
  }
}
