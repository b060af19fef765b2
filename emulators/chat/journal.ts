import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { WireItem } from "./wire-items";

/**
 * A Map as the journal keeps it: pairs, because as the key of an object the name `__proto__` would be lost. Older journals have
 * objects.
 */
const pairs = <V extends z.ZodType>(value: V) =>
  z.union([z.array(z.tuple([z.string(), value])), z.record(z.string(), value).transform((record) => Object.entries(record))]);

const accountRecord = z.object({
  kind: z.literal("account"),
  userId: z.string(),
  tags: pairs(z.union([z.string(), z.number()])),
  /** Login tickets issued before this moment are dead: the account was kicked. */
  validAfterMs: z.number(),
  /** Global mutes, until these seconds; 0 is none. */
  groupMutedUntil: z.number().default(0),
  c2cMutedUntil: z.number().default(0),
});

const attributeRecord = z.object({ value: z.string(), seq: z.number() });

const groupRecord = z.object({
  kind: z.literal("group"),
  groupId: z.string(),
  ownerId: z.string(),
  createdSeconds: z.number(),
  createdSeq: z.number().default(0),
  infoSeq: z.number(),
  infoSeconds: z.number().default(0),
  name: z.string(),
  introduction: z.string(),
  notification: z.string(),
  faceUrl: z.string(),
  isMuted: z.boolean(),
  customFields: pairs(z.string()),
  admins: z.array(z.string()),
  /** In older journals; newer ones have records of their own for what may be many. */
  mutedUntil: pairs(z.number()).optional(),
  bannedUntil: pairs(z.number()).optional(),
  attributes: pairs(attributeRecord),
  attributeSeq: z.number(),
  attributeMainSeq: z.number(),
  counters: pairs(z.number()),
  counterSeq: z.number(),
});

/** Members of a group and the second until which they are muted or banned; 0 when they are not any more. */
const restrictionRecord = z.object({
  kind: z.enum(["muted", "banned"]),
  groupId: z.string(),
  until: z.array(z.tuple([z.string(), z.number()])),
});

/** A message that was let through, as who joins later gets it. Its item is written and read as it is. */
const messageRecord = z.object({
  kind: z.literal("message"),
  groupId: z.string(),
  atMs: z.number(),
  identity: z.string(),
  item: z.custom<WireItem>(isItem),
});

function isItem(value: unknown): boolean {
  const { Event, MsgSeq } = (value ?? {}) as Partial<WireItem>;
  return typeof Event === "number" && typeof MsgSeq === "number";
}

/** One line of the journal. A later line about the same thing replaces an earlier one. */
const recordSchema = z.discriminatedUnion("kind", [
  accountRecord,
  groupRecord,
  restrictionRecord,
  messageRecord,
  /** Logins of the account from before `atMs` are void, should it be made again. */
  z.object({ kind: z.literal("account-gone"), userId: z.string(), atMs: z.number().default(0) }),
  z.object({ kind: z.literal("group-gone"), groupId: z.string() }),
  /** No message sequence of any group has passed `upTo`; a restart continues from there. */
  z.object({ kind: z.literal("sequence"), upTo: z.number() }),
  z.object({ kind: z.literal("reset") }),
]);

export type JournalRecord = z.output<typeof recordSchema>;
export type AccountRecord = z.output<typeof accountRecord>;
export type GroupRecord = z.output<typeof groupRecord>;

/**
 * What must outlive this process, one JSON line for each change. `append` returns after the operating system has the line,
 * so a killed process loses nothing it answered for. A line torn by the kill itself was never answered and is ignored.
 */
export class Journal {
  private readonly path: string;
  private fd = -1;
  private bytes = 0;
  private compactAtBytes: number;
  private snapshot: (() => readonly JournalRecord[]) | undefined;
  private isClosed = false;

  constructor(
    dataDir: string,
    /** From this size on the journal is compacted when it is twice as long as after the last time. */
    private readonly compactBytes: number,
  ) {
    mkdirSync(dataDir, { recursive: true });
    this.path = join(dataDir, "chat.journal");
    this.compactAtBytes = compactBytes;
  }

  /** All records in the order they were written. Throws when a line other than the last is damaged. */
  read(): JournalRecord[] {
    if (!existsSync(this.path)) return [];
    const lines = readFileSync(this.path, "utf8").split("\n");
    const last = lines.pop() ?? ""; // "" after a whole last line
    const records = lines.map((line, index) => parseLine(line, index + 1, this.path));
    if (last === "") return records;
    const whole = tryLine(last); // only its end of line may be missing
    if (whole) return [...records, whole];
    console.warn(`chat: ignored ${last.length} characters of a torn last line in ${this.path}`);
    return records;
  }

  /** Replaces the file by what `snapshot` says in one rename, opens it for appending, and does so again when it has grown. */
  open(snapshot: () => readonly JournalRecord[]): void {
    this.snapshot = snapshot;
    this.compact();
  }

  /**
   * Writes one record. After `close` nothing is written any more: nobody is left to be answered. A snapshot is taken before
   * the record is added, so that it may or may not have what the record says.
   */
  append(record: JournalRecord): void {
    if (this.isClosed) return;
    if (this.bytes >= this.compactAtBytes) this.tryToCompact();
    const line = `${JSON.stringify(record)}\n`;
    try {
      writeFileSync(this.fd, line); // opened for appending: it adds
      this.bytes += Buffer.byteLength(line);
    } catch (error) {
      ftruncateSync(this.fd, this.bytes); // half a line would damage the next one
      throw error;
    }
  }

  /** What was appended is safe without it. */
  private tryToCompact(): void {
    try {
      this.compact();
    } catch (error) {
      this.compactAtBytes = this.bytes * 2;
      console.error("chat: the journal could not be compacted", error);
    }
  }

  close(): void {
    if (this.fd >= 0) closeSync(this.fd);
    this.fd = -1;
    this.isClosed = true;
  }

  /** The new file is whole on the disk before it takes the old one's name, so that either survives, whenever the process dies. */
  private compact(): void {
    const records = this.snapshot?.() ?? [];
    const draft = `${this.path}.draft`;
    writeDraft(draft, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    renameSync(draft, this.path);
    const opened = openSync(this.path, "a");
    if (this.fd >= 0) closeSync(this.fd);
    this.fd = opened;
    this.bytes = statSync(this.path).size;
    this.compactAtBytes = Math.max(this.compactBytes, this.bytes * 2);
  }
}

function writeDraft(path: string, text: string): void {
  const fd = openSync(path, "w");
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function parseLine(line: string, number: number, path: string): JournalRecord {
  const record = tryLine(line);
  if (!record) throw new Error(`${path}:${number} is damaged; delete the file to start empty`);
  return record;
}

function tryLine(line: string): JournalRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null; // torn or damaged: the caller knows which
  }
  return recordSchema.safeParse(value).data ?? null;
}
