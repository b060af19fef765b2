import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { errorStatus } from "@/lib/errors";
import { routing } from "@/lib/i18n/routing";

const folder = path.resolve(import.meta.dirname, "../../../messages");

/** Every text of a language by its full key. */
function texts(locale: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, key: string) => {
    if (typeof value === "string") found.set(key, value);
    else for (const [name, inner] of Object.entries(value as object)) walk(inner, `${key}.${name}`);
  };
  for (const file of readdirSync(path.join(folder, locale))) {
    walk(JSON.parse(readFileSync(path.join(folder, locale, file), "utf8")), path.basename(file, ".json"));
  }
  return found;
}

/** The names of a text's placeholders and tags. */
const holes = (text: string) => [...text.matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map((match) => match[1] ?? match[2]).sort();

describe("the interface's texts", () => {
  const reference = texts(routing.defaultLocale);

  it.each(routing.locales)("has every key in %s, and no other", (locale) => {
    expect([...texts(locale).keys()].sort()).toEqual([...reference.keys()].sort());
  });

  it.each(routing.locales)("has no empty text in %s", (locale) => {
    expect([...texts(locale)].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  // English has plurals and so names everything that a text is given; other languages may need less of it.
  it.each(routing.locales)("uses no placeholder in %s that the text is not given", (locale) => {
    const english = texts("en");
    for (const [key, text] of texts(locale)) {
      const unknown = holes(text).filter((name) => !holes(english.get(key) ?? "").includes(name));
      expect([key, unknown]).toEqual([key, []]);
    }
  });

  it("has a sentence for every error", () => {
    for (const code of Object.keys(errorStatus)) expect(reference.has(`errors.${code}`)).toBe(true);
  });
});
