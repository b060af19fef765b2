import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const accountRecord = z.object({
  kind: z.literal("account"),
  userId: z.string(),
  tags: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Login tickets issued before this moment are dead: the account was kicked. */
  validAfterMs: z.number(),
});

const attributeRecord = z.object({ value: z.string(), seq: z.number() });

const groupRecord = z.object({
  kind: z.literal("group"),
  groupId: z.string(),
  ownerId: z.string(),
  createdSeconds: z.number(),
  infoSeq: z.number(),
  name: z.string(),
  introduction: z.string(),
  notification: z.string(),
  faceUrl: z.string(),
  isMuted: z.boolean(),
  customFields: z.record(z.string(), z.string()),
  admins: z.array(z.string()),
  mutedUntil: z.record(z.string(), z.number()),
  bannedUntil: z.record(z.string(), z.number()),
  attributes: z.record(z.string(), attributeRecord),
  attributeSeq: z.number(),
  attributeMainSeq: z.number(),
  counters: z.record(z.string(), z.number()),
  counterSeq: z.number(),
});

/** One line of the journal. A later line about the same thing replaces an earlier one. */
const recordSchema = z.discriminatedUnion("kind", [
  accountRecord,
  groupRecord,
  z.object({ kind: z.literal("account-gone"), userId: z.string() }),
  z.object({ kind: z.literal("group-gone"), groupId: z.string() }),
  /** No message sequence of any group has passed `upTo`; a restart continues from there. */
  z.object({ kind: z.literal("sequence"), upTo: z.number() }),
  z.object({ kind: z.literal("reset") }),
]);

export type JournalRecord = z.output<typeof recordSchema>;
export type AccountRecord = z.output<typeof accountRecord>;
export type GroupRecord = z.output<typeof groupRecord>;

/**
 * An append-only file of what was acknowledged. `append` returns after the operating system has the line,
 * so a killed process loses nothing it answered for. A line torn by the kill itself was never answered and is ignored.
 */
export class Journal {
  private readonly path: string;
  private fd = -1;
  private isClosed = false;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.path = join(dataDir, "chat.journal");
  }

  /** All records in the order they were written. Throws when a line other than the last is damaged. */
  read(): JournalRecord[] {
    if (!existsSync(this.path)) return [];
    const lines = readFileSync(this.path, "utf8").split("\n");
    const torn = lines.pop(); // "" after a whole last line
    const records = lines.map((line, index) => parseLine(line, index + 1, this.path));
    if (torn) console.warn(`chat: ignored ${torn.length} characters of a torn last line in ${this.path}`);
    return records;
  }

  /** Replaces the file by `records` in one rename and opens it for appending. */
  compact(records: readonly JournalRecord[]): void {
    const draft = `${this.path}.draft`;
    const fd = openSync(draft, "w");
    writeSync(fd, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    fsyncSync(fd);
    closeSync(fd);
    if (this.fd >= 0) closeSync(this.fd);
    renameSync(draft, this.path);
    this.fd = openSync(this.path, "a");
  }

  /** Writes one record. After `close` nothing is written any more: nobody is left to be answered. */
  append(record: JournalRecord): void {
    if (this.isClosed) return;
    writeSync(this.fd, `${JSON.stringify(record)}\n`);
  }

  close(): void {
    if (this.fd >= 0) closeSync(this.fd);
    this.fd = -1;
    this.isClosed = true;
  }
}

function parseLine(line: string, number: number, path: string): JournalRecord {
  try {
    return recordSchema.parse(JSON.parse(line));
  } catch (error) {
    throw new Error(`${path}:${number} is damaged; delete the file to start empty`, { cause: error });
  }
}
