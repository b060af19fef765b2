import { describe, expect, it } from "vitest";
import { preferredLocale } from "@/lib/i18n/preference";

const prefer = (accept: string, cookie = "") => preferredLocale(new Headers({ "accept-language": accept, cookie }));

describe("a visitor's language", () => {
  it("is the one chosen by hand, when it is one of ours", () => {
    expect(prefer("en", "a=1; NEXT_LOCALE=zh")).toBe("zh");
    expect(prefer("en", "NEXT_LOCALE=xx")).toBe("en");
  });

  it("is else the best of what the browser asks for", () => {
    expect(prefer("de;q=0.9, zh-CN;q=0.5")).toBe("zh");
    expect(prefer("zh-TW")).toBe("zh");
    expect(prefer("fr")).toBe("en");
  });

  it("is found also when the header is nonsense", () => {
    expect(prefer("")).toBe("ja");
    expect(prefer("*")).toBe("ja");
    expect(prefer("!!,x-1;q=z")).toBe("en");
  });
});
