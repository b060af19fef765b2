import type { ReplayClip, RoomReplay, SessionPause } from "./schema";

/** What is known of a recorded file. */
export interface RecordedFile {
  url: string;
  format: string;
  startedAtMs: number;
  endedAtMs: number;
}

/** A session, and when it had no picture. */
export interface RecordedSession {
  startedAtMs: number;
  endedAtMs: number;
  pauses: readonly SessionPause[];
}

interface Span {
  fromMs: number;
  untilMs: number;
}

/** Formats that a page can play, the better one first. */
const FORMATS: readonly string[] = ["mp4", "hls"] satisfies ReplayClip["format"][];
/** A shorter piece is a cut's rest. */
const SHORTEST_MS = 300;

/**
 * What of the files was shown while the session ran, in order and each moment once: an encoder may have sent before it began, on a
 * break, and after its end. Of the same moment in several formats the better one is taken.
 */
export function replayOf(files: readonly RecordedFile[], session: RecordedSession): RoomReplay {
  const shown = shownSpans(session);
  const playable = files.filter(({ format }) => FORMATS.includes(format));
  const best = [...playable].sort(
    (a, b) => FORMATS.indexOf(a.format) - FORMATS.indexOf(b.format) || a.startedAtMs - b.startedAtMs,
  );
  const taken: (Span & { file: RecordedFile })[] = [];
  for (const file of best) {
    const within = shown.flatMap((span) => overlap(span, { fromMs: file.startedAtMs, untilMs: file.endedAtMs }));
    for (const piece of without(within, taken)) if (lengthOf(piece) >= SHORTEST_MS) taken.push({ ...piece, file });
  }
  taken.sort((a, b) => a.fromMs - b.fromMs);
  const missingMs = totalOf(without(without(shown, pausesBy(session, "encoder")), taken));
  return { clips: taken.map(clipOf), missingSeconds: Math.max(0, Math.round(missingMs / 1000)) };
}

function clipOf({ fromMs, untilMs, file }: Span & { file: RecordedFile }): ReplayClip {
  return {
    url: file.url,
    format: file.format === "hls" ? "hls" : "mp4",
    fromSeconds: (fromMs - file.startedAtMs) / 1000,
    seconds: (untilMs - fromMs) / 1000,
    startedAtMs: fromMs,
  };
}

/** What may be shown. An encoder's absence needs no cutting out: nothing arrived, and it was told of later than it began. */
function shownSpans(session: RecordedSession): Span[] {
  return without([{ fromMs: session.startedAtMs, untilMs: session.endedAtMs }], pausesBy(session, "host"));
}

function pausesBy({ pauses, endedAtMs }: RecordedSession, who: SessionPause["by"]): Span[] {
  return pauses.filter(({ by }) => by === who).map(({ fromMs, untilMs }) => ({ fromMs, untilMs: untilMs ?? endedAtMs }));
}

/** What is left of some spans when others are taken out. */
function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  return others.reduce<Span[]>(
    (left, { fromMs, untilMs }) =>
      left.flatMap((span) => [
        ...overlap(span, { fromMs: span.fromMs, untilMs: fromMs }),
        ...overlap(span, { fromMs: untilMs, untilMs: span.untilMs }),
      ]),
    [...spans],
  );
}

function overlap(a: Span, b: Span): Span[] {
  const both = { fromMs: Math.max(a.fromMs, b.fromMs), untilMs: Math.min(a.untilMs, b.untilMs) };
  return lengthOf(both) > 0 ? [both] : [];
}

function lengthOf({ fromMs, untilMs }: Span): number {
  return untilMs - fromMs;
}

function totalOf(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + lengthOf(span), 0);
}

/** The seconds of a whole replay. */
export function replaySeconds(clips: readonly ReplayClip[]): number {
  return clips.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Which clip a moment of the replay lies in, and how far into it. The end lies in the last one. */
export function placeIn(clips: readonly ReplayClip[], seconds: number): { index: number; seconds: number } {
  let left = Math.max(0, seconds);
  for (const [index, clip] of clips.entries()) {
    if (left < clip.seconds || index === clips.length - 1) return { index, seconds: Math.min(left, clip.seconds) };
    left -= clip.seconds;
  }
  return { index: 0, seconds: 0 };
}

/** The pauses of a session after its status changed: by whom it is paused now, or null when it is not. */
export function pausesAfter(pauses: readonly SessionPause[], by: SessionPause["by"] | null, atMs: number): SessionPause[] {
  const open = pauses.find(({ untilMs }) => untilMs === null);
  if (open && open.by === by) return [...pauses];
  const closed = pauses.map((pause) => (pause === open ? { ...pause, untilMs: Math.max(pause.fromMs, atMs) } : pause));
  return by === null ? closed : [...closed, { fromMs: atMs, untilMs: null, by }];
}
