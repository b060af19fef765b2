import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type AccountRecord, Journal, type JournalRecord } from "../../../../emulators/chat/journal";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "hiroba-journal-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const alice: AccountRecord = {
  kind: "account",
  userId: "alice",
  tags: [["Tag_Profile_IM_Nick", "アリス\n"]],
  validAfterMs: 0,
  groupMutedUntil: 0,
  c2cMutedUntil: 0,
};
const line = (record: JournalRecord) => `${JSON.stringify(record)}\n`;
const LIMIT = 1 << 20;
const openJournal = () => new Journal(dataDir, LIMIT);
const path = () => join(dataDir, "chat.journal");

function filled(...records: JournalRecord[]): void {
  const journal = openJournal();
  journal.open(() => []);
  for (const record of records) journal.append(record);
  journal.close();
}

describe("the journal", () => {
  it("makes its directory and starts empty", () => {
    expect(new Journal(join(dataDir, "new", "dir"), LIMIT).read()).toEqual([]);
  });

  it("reads back what was appended, in order", () => {
    const gone: JournalRecord = { kind: "account-gone", userId: "alice", atMs: 0 };
    filled(alice, gone);
    expect(openJournal().read()).toEqual([alice, gone]);
  });

  it("ignores a last line that a kill tore, and can be appended to afterwards", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    filled(alice);
    appendFileSync(path(), '{"kind":"account","userId":"bo');
    const journal = openJournal();
    const records = journal.read();
    expect(records).toEqual([alice]);
    journal.open(() => records);
    journal.append({ kind: "reset" });
    expect(openJournal().read()).toEqual([alice, { kind: "reset" }]);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("does not start over a damaged line in the middle", () => {
    filled(alice);
    writeFileSync(path(), `garbage\n${readFileSync(path(), "utf8")}`);
    expect(() => openJournal().read()).toThrow(/chat\.journal:1 is damaged/);
  });

  it("starts wherever it was cut off, with every entry that is whole, and can be continued", () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const records: JournalRecord[] = [
      { kind: "sequence", upTo: 1_000 },
      alice,
      { kind: "group-gone", groupId: "部屋" },
      { kind: "account-gone", userId: "alice", atMs: 0 },
    ];
    filled(...records);
    const bytes = readFileSync(path());
    const ends = records.map(
      (_, index) =>
        Buffer.byteLength(
          records
            .slice(0, index + 1)
            .map(line)
            .join(""),
        ) - 1,
    );
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      writeFileSync(path(), bytes.subarray(0, cut));
      const journal = openJournal();
      const kept = journal.read();
      expect(kept).toEqual(records.slice(0, ends.filter((end) => end <= cut).length));
      journal.open(() => kept);
      journal.append({ kind: "reset" });
      journal.close();
      expect(openJournal().read()).toEqual([...kept, { kind: "reset" }]);
    }
  });

  it("does not grow without end while it is written, and loses nothing by being compacted", () => {
    const limit = 2_000;
    const journal = new Journal(dataDir, limit);
    let latest = alice;
    journal.open(() => [latest]);
    for (let count = 1; count <= 500; count += 1) {
      latest = { ...alice, validAfterMs: count };
      journal.append(latest);
    }
    expect(readFileSync(path()).length).toBeLessThan(limit + 200);
    expect(openJournal().read().at(-1)).toEqual(latest);
    journal.close();
  });

  it("keeps a record that its snapshot does not have yet, whenever it is compacted", () => {
    const journal = new Journal(dataDir, 500);
    const kept: JournalRecord[] = [];
    journal.open(() => kept);
    for (let count = 1; count <= 100; count += 1) {
      const record: JournalRecord = { kind: "account-gone", userId: `user${count}`, atMs: count };
      journal.append(record); // as a message is: saved, and only then known
      kept.push(record);
    }
    expect(openJournal().read()).toEqual(kept);
    journal.close();
  });

  it("takes what was appended though it could not be compacted, and compacts later", () => {
    const failure = vi.spyOn(console, "error").mockImplementation(() => {});
    const limit = 1_000;
    const journal = new Journal(dataDir, limit);
    let latest = alice;
    journal.open(() => [latest]);
    const append = (count: number) => {
      latest = { ...alice, validAfterMs: count };
      journal.append(latest);
    };
    mkdirSync(`${path()}.draft`); // nothing can be written there now
    for (let count = 1; count <= 50; count += 1) append(count);
    expect(failure).toHaveBeenCalled();
    expect(openJournal().read().at(-1)).toEqual(latest);
    expect(readFileSync(path()).length).toBeGreaterThan(limit * 2);
    rmSync(`${path()}.draft`, { recursive: true });
    for (let count = 51; count <= 200; count += 1) append(count);
    expect(readFileSync(path()).length).toBeLessThan(limit * 2);
    expect(openJournal().read().at(-1)).toEqual(latest);
    journal.close();
  });

  it("reads what an older version wrote", () => {
    filled(alice);
    writeFileSync(path(), '{"kind":"account","userId":"alice","tags":{"Tag_Profile_IM_Nick":"アリス\\n"},"validAfterMs":0}\n');
    expect(openJournal().read()).toEqual([alice]);
  });
});
