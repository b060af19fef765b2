import { type ChatModes, followedChoices, slowChoices } from "../room-chat/schema";
import type { WordSettings } from "../words/schema";

/** What holds while a room's shield is up, where nothing stricter holds already. */
const SLOW_SECONDS = 30;
const FOLLOWED_MINUTES = 10;
const MOST_REPEATS = 1;
const MOST_IN_TEN_SECONDS = 3;

/** The modes of a room behind its shield: slow, and for people who followed before the crowd came. */
export function shieldedModes(modes: ChatModes): ChatModes {
  const slowest = Math.max(modes.slowSeconds, SLOW_SECONDS);
  const longest = Math.max(modes.followedMinutes ?? 0, FOLLOWED_MINUTES);
  return {
    ...modes,
    slowSeconds: slowChoices.find((seconds) => seconds === slowest) ?? SLOW_SECONDS,
    followedMinutes: followedChoices.find((minutes) => minutes === longest) ?? FOLLOWED_MINUTES,
  };
}

/** What texts are held to behind the shield: no links, no repetition, every found word refuses, and what new accounts write waits for an eye. */
export function shieldedWords(settings: WordSettings): WordSettings {
  return { ...settings, links: "none", repeats: MOST_REPEATS, flood: MOST_IN_TEN_SECONDS, isShielded: true };
}
