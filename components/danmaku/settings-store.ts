import { type DanmakuSettings, DEFAULTS, parseSettings } from "./settings";

const KEY = "hiroba:danmaku";

/** The viewer's settings, remembered on this device and the same in all of its tabs. */
export class SettingsStore {
  #settings: DanmakuSettings | null = null;
  readonly #readers = new Set<() => void>();

  readonly subscribe = (reader: () => void): (() => void) => {
    if (this.#readers.size === 0) window.addEventListener("storage", this.#onStorage);
    this.#readers.add(reader);
    return () => {
      this.#readers.delete(reader);
      if (this.#readers.size === 0) window.removeEventListener("storage", this.#onStorage);
    };
  };

  readonly get = (): DanmakuSettings => {
    this.#settings ??= remembered();
    return this.#settings;
  };

  readonly getOnServer = (): DanmakuSettings => DEFAULTS;

  change(next: Partial<DanmakuSettings> | ((before: DanmakuSettings) => DanmakuSettings)): void {
    const before = this.get();
    this.#settings = typeof next === "function" ? next(before) : { ...before, ...next };
    remember(this.#settings);
    this.#tell();
  }

  readonly #onStorage = (event: StorageEvent): void => {
    if (event.key !== KEY) return;
    this.#settings = parseSettings(event.newValue);
    this.#tell();
  };

  #tell(): void {
    for (const reader of this.#readers) reader();
  }
}

export const danmakuSettings = new SettingsStore();

function remembered(): DanmakuSettings {
  try {
    return parseSettings(localStorage.getItem(KEY));
  } catch {
    return DEFAULTS; // storage is off
  }
}

function remember(settings: DanmakuSettings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Storage is off or full: the settings last as long as the page.
  }
}
