import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { errorStatus } from "@/lib/errors";

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, "../../..", file), "utf8");
const variablesOf = (file: string) => [...read(file).matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1] ?? "");

describe("the documents", () => {
  it("list every error with its status, and no other", () => {
    const rows = [...read("CONTRIBUTING.md").matchAll(/^\| `(\w+)` *\| (\d+) *\|/gm)].map((match) => [
      match[1],
      Number(match[2]),
    ]);
    expect(rows).toEqual(Object.entries(errorStatus));
  });

  it.each(["lib/env.ts", "emulators/runner/settings.ts"])("explain every variable of %s", (file) => {
    const variables = variablesOf(file);
    expect(variables.length).toBeGreaterThan(5);
    expect(variables.filter((name) => !read("README.md").includes(`\`${name}\``))).toEqual([]);
  });

  it("name only commands that exist", () => {
    const scripts = JSON.parse(read("package.json")).scripts;
    for (const [, name = ""] of read("README.md").matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty(name);
  });
});
