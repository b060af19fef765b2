import { expect, test } from "vitest";
import { countCharacters, guessLang, textParts, withMentions } from "@/components/chat/text-parts";

test("an address in a sentence becomes a link, the full stop does not", () => {
  expect(textParts("see https://example.org/a?b=1. ok")).toEqual([
    { kind: "text", text: "see " },
    { kind: "link", host: "example.org", rest: "/a?b=1", href: "https://example.org/a?b=1" },
    { kind: "text", text: ". ok" },
  ]);
});

test("a host in another script is shown as what it is", () => {
  expect(textParts("https://аpple.com")[0]).toMatchObject({ host: "xn--pple-43d.com", rest: "" });
});

test.each(["javascript:alert(1)", "https://bank.example@evil.example/", "data:text/html,x", "http://", "<b>bold</b>"])(
  "%s stays text",
  (text) => {
    expect(textParts(text)).toEqual([{ kind: "text", text }]);
  },
);

test("Japanese punctuation ends an address", () => {
  expect(textParts("「https://example.org/」を見て")).toMatchObject([
    { text: "「" },
    { href: "https://example.org/" },
    { kind: "text" },
  ]);
});

test("the script of the text tells the language, the room decides for Han alone", () => {
  expect(guessLang("海だ", "en")).toBe("ja");
  expect(guessLang("好美的海", "en")).toBe("zh-Hans");
  expect(guessLang("鉄橋", "ja")).toBe("ja");
  expect(guessLang("so quiet", "ja")).toBe("en");
  expect(guessLang("888", "ja")).toBeUndefined();
});

test("a character outside the basic plane counts once", () => {
  expect(countCharacters("𠮷野家🏮")).toBe(4);
});

test("names of called people are marked, the longer one first, and never inside an address", () => {
  const people = [
    { id: "a", name: "Ann" },
    { id: "b", name: "Anna" },
  ];
  expect(withMentions(textParts("@Anna @Ann, see https://x.example/@Ann"), people)).toEqual([
    { kind: "mention", text: "@Anna", id: "b" },
    { kind: "text", text: " " },
    { kind: "mention", text: "@Ann", id: "a" },
    { kind: "text", text: ", see " },
    { kind: "link", href: "https://x.example/@Ann", host: "x.example", rest: "/@Ann" },
  ]);
  expect(withMentions(textParts("@Ann"), [])).toEqual([{ kind: "text", text: "@Ann" }]);
});
