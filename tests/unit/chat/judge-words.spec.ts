import { describe, expect, it } from "vitest";
import { isInTheWay, judgeWords } from "@/lib/chat/judge-words";
import { judgeText, type ReadyScope, repetitionMark } from "@/lib/words/judge";
import { OPEN_SETTINGS, type WordAction, type WordRule, type WordSettings } from "@/lib/words/schema";
import { WordList } from "@/lib/words/word-list";

const rule = (text: string, action: WordAction, kind: WordRule["kind"] = "word"): WordRule => ({
  id: text,
  kind,
  text,
  action,
  replacement: "",
  isPart: false,
  bySound: false,
  isFirm: true,
});
const scope = (rules: WordRule[] = [], settings: Partial<WordSettings> = {}): ReadyScope => ({
  version: "1",
  list: new WordList(rules),
  settings: { ...OPEN_SETTINGS, ...settings },
});

const site = scope([rule("spam", "refuse"), rule("heck", "replace"), rule("bot\\d+", "drop", "pattern"), rule("maybe", "hold")]);
const room = scope([rule("spoiler", "refuse")], { links: "none" });

function judge(
  text: string,
  sender: { userId: string; role: string | null } = { userId: "ann", role: null },
  excess: "flooding" | "repeated" | null = null,
) {
  return judgeWords({ ...judgeText(text, site, room), excess }, sender, "host");
}

describe("a message's words", () => {
  it.each([
    ["hello", "passes"],
    ["s p a m", "blocked_word"],
    ["I am bot42", "drop"],
    ["bot42 spam", "drop"],
    ["maybe", "held"],
    ["no spoiler", "blocked_word"],
    ["see evil.com", "link_refused"],
  ])("%s: %s", (text, outcome) => {
    expect(judge(text).outcome).toBe(outcome === "held" ? "hold" : outcome);
  });

  it("go through rewritten where that is what the list says", () => {
    expect(judge("oh h e c k, ann")).toEqual({ outcome: "passes", text: "oh ****, ann", by: "heck" });
  });

  it("bind the room's host by the site's list alone, and the site's moderators and admins not at all", () => {
    const host = { userId: "host", role: "host" };
    expect(judge("spoiler evil.com", host, "flooding").outcome).toBe("passes");
    expect(judge("spam", host).outcome).toBe("blocked_word");
    for (const role of ["moderator", "admin"])
      expect(judge("spam bot42", { userId: "m", role }, "repeated").outcome).toBe("passes");
  });

  it("do not tell a sender who is dropped that there was too much", () => {
    expect(judge("bot42", undefined, "flooding").outcome).toBe("drop");
    expect(judge("spam", undefined, "flooding").outcome).toBe("flooding");
    expect(judge("hello", undefined, "repeated").outcome).toBe("repeated");
  });

  it("are in the way unless they pass or are rewritten", () => {
    const inTheWay = (text: string) => isInTheWay(judgeText(text, site, room).forOthers);
    expect(["hello", "heck", "spam", "bot42", "maybe", "evil.com"].map(inTheWay)).toEqual([false, false, true, true, true, true]);
  });

  it("count as repeated in any case, width and spacing, but for what everybody repeats", () => {
    expect(repetitionMark("Buy it now!")).toBe(repetitionMark("ｂｕｙ   it... NOW"));
    expect(repetitionMark("Buy it now!")).not.toBe(repetitionMark("Buy it later!"));
    for (const short of ["wwww", "888888888", "GG", "草", "👏👏👏👏👏👏👏"]) expect(repetitionMark(short)).toBeNull();
  });
});
