import { createHash } from "node:crypto";
import type { AccountRecord } from "./journal";
import { SlidingBudget } from "./sliding-budget";

export const NICK_TAG = "Tag_Profile_IM_Nick";
export const IMAGE_TAG = "Tag_Profile_IM_Image";
const LEVEL_TAG = "Tag_Profile_IM_Level";

/** A user of the app: the profile, and what older logins are worth. */
export class Account {
  readonly tinyId: string;
  readonly tags = new Map<string, string | number>();
  validAfterMs = 0;
  /** The latest login by UserSig. Where a user may have one only, earlier ones are over. */
  latestLogin = { instanceId: 0, atMs: 0 };
  /** Global mutes, in seconds since 1970. */
  groupMutedUntil = 0;
  c2cMutedUntil = 0;
  /** What the SDK would let a user write to counters; a client that is not the SDK is held to it here. */
  readonly counterWrites = new SlidingBudget(20, 5_000);

  constructor(readonly userId: string) {
    this.tinyId = tinyIdOf(userId);
  }

  static fromRecord(record: AccountRecord): Account {
    const account = new Account(record.userId);
    for (const [tag, value] of record.tags) account.tags.set(tag, value);
    account.validAfterMs = record.validAfterMs;
    account.groupMutedUntil = record.groupMutedUntil;
    account.c2cMutedUntil = record.c2cMutedUntil;
    return account;
  }

  toRecord(): AccountRecord {
    const { userId, validAfterMs, groupMutedUntil, c2cMutedUntil } = this;
    return { kind: "account", userId, tags: [...this.tags], validAfterMs, groupMutedUntil, c2cMutedUntil };
  }

  get nick(): string {
    return String(this.tags.get(NICK_TAG) ?? "");
  }

  get faceUrl(): string {
    return String(this.tags.get(IMAGE_TAG) ?? "");
  }

  get level(): number {
    return Number(this.tags.get(LEVEL_TAG) ?? 0) || 0;
  }
}

/** The number the SDK builds message IDs from: 18 digits, the same for a user for ever. */
function tinyIdOf(userId: string): string {
  const digest = createHash("sha256").update(userId).digest();
  const number = digest.readBigUInt64BE(0) % 1_000_000_000_000n;
  return `144115${number.toString().padStart(12, "0")}`;
}
