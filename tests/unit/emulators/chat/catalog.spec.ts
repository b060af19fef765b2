import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ANNOTATED, catalog } from "../../../../emulators/chat/catalog";
import { OPEN_COMMANDS, SOCKET_COMMANDS } from "../../../../emulators/chat/socket-commands";

const README = join(import.meta.dirname, "../../../../emulators/chat/README.md");

const rendered = [
  "| | command | | note |",
  "| --- | --- | --- | --- |",
  ...catalog().map(({ kind, name, state, note }) => `| ${kind} | \`${name}\` | ${state} | ${note} |`),
];

describe("the README of the chat emulator", () => {
  it("lists every command of the SDK, every REST call and every callback as the code has them", () => {
    const text = readFileSync(README, "utf8");
    const section = /<!-- commands -->\n([\s\S]*?)\n<!-- end -->/.exec(text)?.[1] ?? "";
    expect(section.split("\n")).toEqual(rendered);
  });
});

describe("the catalog", () => {
  it("has no note about a command that is not there", () => {
    const names = new Set(catalog().map(({ kind, name }) => `${kind} ${name}`));
    expect(ANNOTATED.filter((name) => !names.has(name))).toEqual([]);
  });

  it("has each command once", () => {
    const names = catalog().map(({ kind, name }) => `${kind} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("opens to people without a login only commands that there are", () => {
    expect([...OPEN_COMMANDS].filter((command) => !SOCKET_COMMANDS.has(command))).toEqual([]);
  });
});
