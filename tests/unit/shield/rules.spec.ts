import { describe, expect, it } from "vitest";
import { chatModes, followedChoices, OPEN_MODES, slowChoices } from "@/lib/room-chat/schema";
import { shieldedModes, shieldedWords } from "@/lib/shield/rules";
import { OPEN_SETTINGS, wordSettings } from "@/lib/words/schema";

describe("a room behind its shield", () => {
  it("is never more open than it was, whatever its modes were, and has modes that the studio offers", () => {
    for (const slowSeconds of slowChoices) {
      for (const followedMinutes of followedChoices) {
        const modes = shieldedModes({ slowSeconds, followedMinutes, membersOnly: true, emojiOnly: true });
        expect(chatModes.parse(modes)).toMatchObject({ membersOnly: true, emojiOnly: true });
        expect(modes.slowSeconds).toBeGreaterThanOrEqual(Math.max(30, slowSeconds));
        expect(modes.followedMinutes).toBeGreaterThanOrEqual(Math.max(10, followedMinutes ?? 0));
      }
    }
    expect(shieldedModes(OPEN_MODES)).toEqual({ slowSeconds: 30, followedMinutes: 10, membersOnly: false, emojiOnly: false });
  });

  it("lets no link, no repetition and no flood through", () => {
    const words = wordSettings.parse(shieldedWords({ ...OPEN_SETTINGS, links: "listed", hosts: ["example.com"] }));
    expect(words).toMatchObject({ links: "none", hosts: ["example.com"], repeats: 1, flood: 3, isShielded: true });
  });
});
