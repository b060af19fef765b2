import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Journal, type JournalRecord } from "../../../../emulators/chat/journal";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "hiroba-journal-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const alice: JournalRecord = {
  kind: "account",
  userId: "alice",
  tags: { Tag_Profile_IM_Nick: "アリス\n" },
  validAfterMs: 0,
  groupMutedUntil: 0,
  c2cMutedUntil: 0,
};
const path = () => join(dataDir, "chat.journal");

function filled(...records: JournalRecord[]): void {
  const journal = new Journal(dataDir);
  journal.open(() => []);
  for (const record of records) journal.append(record);
  journal.close();
}

describe("the journal", () => {
  it("makes its directory and starts empty", () => {
    expect(new Journal(join(dataDir, "new", "dir")).read()).toEqual([]);
  });

  it("reads back what was appended, in order", () => {
    const gone: JournalRecord = { kind: "account-gone", userId: "alice" };
    filled(alice, gone);
    expect(new Journal(dataDir).read()).toEqual([alice, gone]);
  });

  it("ignores a last line that a kill tore, and can be appended to afterwards", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    filled(alice);
    appendFileSync(path(), '{"kind":"account","userId":"bo');
    const journal = new Journal(dataDir);
    const records = journal.read();
    expect(records).toEqual([alice]);
    journal.open(() => records);
    journal.append({ kind: "reset" });
    expect(new Journal(dataDir).read()).toEqual([alice, { kind: "reset" }]);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("does not start over a damaged line in the middle", () => {
    filled(alice);
    writeFileSync(path(), `garbage\n${readFileSync(path(), "utf8")}`);
    expect(() => new Journal(dataDir).read()).toThrow(/chat\.journal:1 is damaged/);
  });
});
