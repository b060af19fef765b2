import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pausesAfter, placeIn, type RecordedFile, replayOf, replaySeconds } from "../../../lib/replays/rules";
import type { ReplayClip } from "../../../lib/replays/schema";

const file = (from: number, until: number, format = "mp4"): RecordedFile => ({
  url: `https://vod.example/${from}.${format}`,
  format,
  startedAtMs: from * 1000,
  endedAtMs: until * 1000,
});
const session = (from: number, until: number, pauses: [number, number | null, ("host" | "encoder")?][] = []) => ({
  startedAtMs: from * 1000,
  endedAtMs: until * 1000,
  pauses: pauses.map(([fromS, untilS, by = "host"]) => ({ fromMs: fromS * 1000, untilMs: untilS && untilS * 1000, by })),
});
const spans = (clips: readonly ReplayClip[]) =>
  clips.map(({ startedAtMs, seconds, fromSeconds }) => [startedAtMs / 1000, startedAtMs / 1000 + seconds, fromSeconds]);

describe("a replay", () => {
  test("shows what was shown: not what was sent before the session, on a break, or after its end", () => {
    const { clips, missingSeconds } = replayOf([file(90, 230)], session(100, 200, [[120, 140]]));
    expect(spans(clips)).toEqual([
      [100, 120, 10],
      [140, 200, 50],
    ]);
    expect(missingSeconds).toBe(0);
  });

  test("of a session whose encoder crashed is all its files in order, and says how much is in none", () => {
    const { clips, missingSeconds } = replayOf([file(130, 200), file(100, 120)], session(100, 200));
    expect(spans(clips)).toEqual([
      [100, 120, 0],
      [130, 200, 0],
    ]);
    expect(missingSeconds).toBe(10);
    const crash: [number, number, "encoder"] = [121, 131, "encoder"]; // told a second late
    const known = replayOf([file(130, 200), file(100, 120)], session(100, 200, [crash]));
    expect([spans(known.clips)[1], known.missingSeconds]).toEqual([[130, 200, 0], 1]);
  });

  test("takes each moment once, from the better format, and passes over what no page plays", () => {
    const files = [file(100, 200, "hls"), file(100, 150), file(100, 200, "flv")];
    const { clips } = replayOf(files, session(100, 200));
    expect(clips.map(({ format }) => format)).toEqual(["mp4", "hls"]);
    expect(spans(clips)).toEqual([
      [100, 150, 0],
      [150, 200, 50],
    ]);
    expect(replayOf([file(100, 200, "aac")], session(100, 200))).toEqual({ clips: [], missingSeconds: 100 });
  });

  test("a break that the session ended in goes on to its end", () => {
    expect(spans(replayOf([file(100, 200)], session(100, 200, [[150, null]])).clips)).toEqual([[100, 150, 0]]);
  });

  test("holds no moment twice and none that was not shown, whatever the files are", () => {
    const times = fc.tuple(fc.nat(300), fc.nat(300)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as [number, number]);
    const files = fc.array(fc.tuple(times, fc.constantFrom("mp4", "hls", "flv")));
    fc.assert(
      fc.property(files, fc.array(times), (recorded, pauses) => {
        const all = recorded.map(([[from, until], format]) => file(from, until, format));
        const { clips } = replayOf(all, session(50, 250, pauses));
        let after = 50;
        for (const [from = 0, until = 0] of spans(clips)) {
          expect(from).toBeGreaterThanOrEqual(after);
          expect(until).toBeLessThanOrEqual(250);
          for (const [off, on] of pauses) expect(until <= off || from >= on || off === on).toBe(true);
          after = until;
        }
      }),
    );
  });
});

describe("a moment of a replay", () => {
  const { clips } = replayOf([file(100, 120), file(130, 200)], session(100, 200));
  test("is found in its clip, and the end in the last", () => {
    expect(replaySeconds(clips)).toBe(90);
    expect(placeIn(clips, 5)).toEqual({ index: 0, seconds: 5 });
    expect(placeIn(clips, 20)).toEqual({ index: 1, seconds: 0 });
    expect(placeIn(clips, 90)).toEqual({ index: 1, seconds: 70 });
    expect(placeIn(clips, 1e6)).toEqual({ index: 1, seconds: 70 });
    expect(placeIn([], 3)).toEqual({ index: 0, seconds: 0 });
  });
});

describe("the breaks of a session", () => {
  test("begin with a pause and end with what follows; saying so twice changes nothing", () => {
    const begun = pausesAfter([], "host", 1_000);
    expect(pausesAfter(begun, "host", 2_000)).toEqual([{ fromMs: 1_000, untilMs: null, by: "host" }]);
    const over = pausesAfter(begun, null, 3_000);
    expect(over).toEqual([{ fromMs: 1_000, untilMs: 3_000, by: "host" }]);
    expect(pausesAfter(over, null, 4_000)).toEqual(over);
    expect(pausesAfter(over, "encoder", 5_000)).toEqual([...over, { fromMs: 5_000, untilMs: null, by: "encoder" }]);
    expect(pausesAfter(pausesAfter(over, "encoder", 5_000), "host", 6_000).map(({ untilMs }) => untilMs)).toEqual([
      3_000,
      6_000,
      null,
    ]);
  });
});
