/** Live pictures at once: each costs the desk a decoder and the site a viewer. */
const MOST_PLAYING = 4;

/** Lets a handful of those who want to play do so, first come, first served. */
export class VideoSlots {
  readonly #wanting: string[] = [];
  readonly #readers = new Set<() => void>();

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  /** True while this one is among the first. */
  mayPlay(id: string): boolean {
    const place = this.#wanting.indexOf(id);
    return place >= 0 && place < MOST_PLAYING;
  }

  /** Asks for a place until the returned function is called. */
  want(id: string): () => void {
    this.#wanting.push(id);
    this.#tell();
    return () => {
      const place = this.#wanting.indexOf(id);
      if (place >= 0) this.#wanting.splice(place, 1);
      this.#tell();
    };
  }

  #tell(): void {
    for (const reader of this.#readers) reader();
  }
}
