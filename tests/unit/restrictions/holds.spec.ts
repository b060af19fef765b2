import fc from "fast-check";
import { expect, test } from "vitest";
import { byOwnClock, withNews } from "../../../components/moderation/holds";
import { FREE, type Hold } from "../../../lib/restrictions/schema";

const hold: fc.Arbitrary<Hold> = fc.record({
  untilMs: fc.nat(),
  leftMs: fc.option(fc.integer({ min: 1, max: 10 ** 9 })),
  reason: fc.string(),
});

test("what is left is the same on a device whose clock is another: only what has no end has none", () => {
  fc.assert(
    fc.property(hold, fc.nat(), (ban, nowMs) => {
      const own = byOwnClock({ mute: null, ban }, nowMs);
      expect(own.mute).toBeNull();
      expect(own.ban?.untilMs).toBe(ban.leftMs === null ? null : nowMs + ban.leftMs);
      expect(own.ban?.reason).toBe(ban.reason);
    }),
  );
});

test("news of one kind leaves the other as it was, and a lifted one is gone", () => {
  fc.assert(
    fc.property(hold, fc.option(fc.integer({ min: 1 })), (ban, untilMs) => {
      const muted = withNews({ mute: null, ban }, { kind: "mute", untilMs });
      expect(muted.mute?.untilMs).toBe(untilMs);
      expect(muted.ban).toBe(ban);
      expect(withNews(muted, { kind: "mute", untilMs: 0 })).toEqual({ mute: null, ban });
    }),
  );
  expect(withNews(undefined, { kind: "ban", untilMs: null })).toMatchObject({ ...FREE, ban: { untilMs: null } });
});
