import { describe, expect, it } from "vitest";
import { areLinksAllowed, linkedHosts } from "@/lib/words/links";

describe("the links of a text", () => {
  it.each([
    ["see https://Evil.example/path?x=1", ["evil.example"]],
    ["hxxp://evil.example", ["evil.example"]],
    ["www.evil.example", ["evil.example"]],
    ["evil.com", ["evil.com"]],
    ["加我 evil.com/abc 谢谢", ["evil.com"]],
    ["ｅｖｉｌ．ｃｏｍ", ["evil.com"]],
    ["evil。com", ["evil.com"]],
    ["ev\u200bil.com", ["evil.com"]],
    ["https://例え.jp と a.b.co", ["例え.jp", "a.b.co"]],
  ])("of %s are found", (text, hosts) => {
    expect(linkedHosts(text)).toEqual(hosts);
  });

  it.each(["It ended.This is new", "v1.2.3", "3.14", "a...b", "me@example.com", "e.g. this", "file.txt", "12.com5"])(
    "are none in %s",
    (text) => {
      expect(linkedHosts(text)).toEqual([]);
    },
  );

  it("pass by the rule: any, those of listed hosts and what is under them, or none", () => {
    const hosts = ["example.com"];
    const passes = (text: string, links: "any" | "listed" | "none") => areLinksAllowed(text, { links, hosts });
    expect(passes("evil.com", "any")).toBe(true);
    expect(passes("https://www.example.com/x and shop.example.com", "listed")).toBe(true);
    expect(passes("example.com and evil.com", "listed")).toBe(false);
    expect(passes("notexample.com", "listed")).toBe(false);
    expect(passes("example.com", "none")).toBe(false);
    expect(passes("no link", "none")).toBe(true);
  });

  it("are looked for in linear time", () => {
    for (const text of ["a-".repeat(50_000), "a.".repeat(50_000), "http://".repeat(20_000), `${"a".repeat(100_000)}.com`]) {
      expect(linkedHosts(text).length).toBeGreaterThanOrEqual(0);
    }
  });
});
