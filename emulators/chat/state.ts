import { Account } from "./accounts";
import { imError } from "./errors";
import { FeedShared } from "./feed";
import { Group, type Restriction } from "./group";
import type { JournalRecord } from "./journal";
import { HISTORY } from "./message-log";
import type { ItemStamp, WireItem } from "./wire-items";

/** Sequences are promised to the journal in blocks, so that a message does not cost a write. */
const SEQUENCE_BLOCK = 1_000;
/** Members of a dismissed group still fetch the notice for this long. */
const DEPARTED_MS = 30_000;

/** What the state needs from outside: the time, and a place where changes are written before they are answered. */
export interface StateOutside {
  nowMs(): number;
  /** The machine's own time, which a test's clock does not move: sequences must not go back when the clock does. */
  machineMs(): number;
  save(record: JournalRecord): void;
}

/** Everything the emulator knows, in Maps. No I/O: changes leave through `save`. */
export class ChatState {
  readonly accounts = new Map<string, Account>();
  readonly groups = new Map<string, Group>();
  readonly shared = new FeedShared();
  /** When an account was deleted, until it is made again. */
  private readonly deletedMs = new Map<string, number>();
  private departed = new Map<string, { group: Group; untilMs: number }>();
  private sequence: number;
  private sequenceReserved = 0;

  constructor(private readonly outside: StateOutside) {
    this.sequence = Math.floor((outside.machineMs() - 1.7e12) / 100);
  }

  /** Applies what the journal kept, in its order. */
  restore(records: readonly JournalRecord[]): void {
    for (const record of records) this.apply(record);
  }

  private apply(record: JournalRecord): void {
    switch (record.kind) {
      case "account":
        this.accounts.set(record.userId, Account.fromRecord(record));
        this.deletedMs.delete(record.userId);
        break;
      case "account-gone":
        this.accounts.delete(record.userId);
        this.deletedMs.set(record.userId, record.atMs);
        break;
      case "group":
        this.groups.set(record.groupId, (this.groups.get(record.groupId) ?? this.newGroup(record.groupId)).restore(record));
        break;
      case "muted":
      case "banned":
        this.restrict(this.group(record.groupId), record.kind, record.until);
        break;
      case "message":
        this.groups.get(record.groupId)?.feed.append(record.item, record.atMs, record.identity);
        break;
      case "group-gone":
        this.groups.delete(record.groupId);
        break;
      case "sequence":
        this.sequence = Math.max(this.sequence, record.upTo);
        break;
      case "reset":
        this.forgetAll();
    }
  }

  /** The shortest journal that restores this state, with the numbers already promised to the one it replaces. */
  records(): JournalRecord[] {
    return [
      { kind: "sequence", upTo: Math.max(this.sequence, this.sequenceReserved) },
      ...[...this.accounts.values()].map((account) => account.toRecord()),
      ...[...this.deletedMs].map(([userId, atMs]) => ({ kind: "account-gone" as const, userId, atMs })),
      ...[...this.groups.values()].flatMap((group) => [group.toRecord(), ...this.restrictions(group), ...this.history(group)]),
    ];
  }

  /** What who joins the group gets. */
  private history(group: Group): JournalRecord[] {
    const messages = group.feed.messages.since(this.outside.nowMs() - HISTORY.ms, HISTORY.count);
    return messages.map((message) => ({ kind: "message", groupId: group.id, ...message }));
  }

  /** Saves a message and gives it to the readers of its group. A repeat of the send is known by its identity. */
  addMessage(group: Group, item: WireItem, identity: string): void {
    const atMs = this.outside.nowMs();
    this.outside.save({ kind: "message", groupId: group.id, atMs, identity, item });
    group.feed.append(item, atMs, identity);
  }

  /** The mutes and bans of a group that are not over. */
  private restrictions(group: Group): JournalRecord[] {
    const nowSeconds = Math.floor(this.outside.nowMs() / 1000);
    return (["muted", "banned"] as const).flatMap((kind) => {
      group.forgetPast(kind, nowSeconds);
      const until = [...group.restricted(kind)];
      return until.length > 0 ? [{ kind, groupId: group.id, until }] : [];
    });
  }

  /** Mutes or bans members until a second, or with 0 ends that, and saves it. */
  saveRestriction(group: Group, kind: Restriction, userIds: readonly string[], until: number): void {
    const entries = userIds.map((userId): [string, number] => [userId, until]);
    this.restrict(group, kind, entries);
    this.outside.save({ kind, groupId: group.id, until: entries });
  }

  private restrict(group: Group, kind: Restriction, entries: readonly [string, number][]): void {
    for (const [userId, until] of entries) {
      if (until === 0) group.restricted(kind).delete(userId);
      else group.restricted(kind).set(userId, until);
    }
  }

  /** The next message sequence and the current second. One series for all groups: it never goes back, whatever is dropped. */
  stamp(): ItemStamp {
    this.sequence += 1;
    if (this.sequence > this.sequenceReserved) {
      this.sequenceReserved = this.sequence + SEQUENCE_BLOCK;
      this.outside.save({ kind: "sequence", upTo: this.sequenceReserved });
    }
    return { seq: this.sequence, seconds: Math.floor(this.outside.nowMs() / 1000) };
  }

  get lastSeq(): number {
    return this.sequence;
  }

  /** The account of a user, made when there is none, as a first login does. */
  ensureAccount(userId: string): Account {
    const known = this.accounts.get(userId);
    if (known) return known;
    const account = new Account(userId);
    account.validAfterMs = this.validAfterMs(userId);
    this.deletedMs.delete(userId);
    this.accounts.set(userId, account);
    this.saveAccount(account);
    return account;
  }

  /** Logins of a user from before this moment are void. */
  validAfterMs(userId: string): number {
    return this.accounts.get(userId)?.validAfterMs ?? this.deletedMs.get(userId) ?? 0;
  }

  /** The account, or a nameless one that is not stored: for showing someone who may not exist. */
  showAccount(userId: string): Account {
    return this.accounts.get(userId) ?? new Account(userId);
  }

  saveAccount(account: Account): void {
    this.outside.save(account.toRecord());
  }

  deleteAccount(userId: string): boolean {
    if (!this.accounts.delete(userId)) return false;
    const atMs = this.outside.machineMs();
    this.deletedMs.set(userId, atMs);
    this.outside.save({ kind: "account-gone", userId, atMs });
    return true;
  }

  /** The group, or 10010. */
  group(groupId: string): Group {
    const group = this.groups.get(groupId);
    if (!group) throw imError(10010);
    return group;
  }

  /**
   * The group a polling key was given out for, known by the first event it may read: a key does not open a later group of the
   * same id. One dismissed moments ago still answers, so that members learn about it.
   */
  groupOfKey(groupId: string, startSeq: number): Group | undefined {
    const nowMs = this.outside.machineMs();
    for (const [id, entry] of this.departed) if (entry.untilMs < nowMs) this.departed.delete(id);
    const candidates = [this.groups.get(groupId), this.departed.get(groupId)?.group];
    return candidates.find((group) => group && startSeq > group.createdSeq);
  }

  addGroup(groupId: string, init: (group: Group) => void): Group {
    const group = this.newGroup(groupId);
    group.createdSeconds = Math.floor(this.outside.nowMs() / 1000);
    group.createdSeq = this.sequence;
    init(group);
    this.groups.set(groupId, group);
    this.saveGroup(group);
    return group;
  }

  private newGroup(groupId: string): Group {
    return new Group(groupId, this.shared, this.sequence);
  }

  saveGroup(group: Group): void {
    this.outside.save(group.toRecord());
  }

  removeGroup(group: Group): void {
    this.groups.delete(group.id);
    this.departed.set(group.id, { group, untilMs: this.outside.machineMs() + DEPARTED_MS });
    this.outside.save({ kind: "group-gone", groupId: group.id });
  }

  /** Drops everything but the sequence. */
  reset(): void {
    for (const group of this.groups.values()) group.feed.releaseAll();
    this.forgetAll();
    this.outside.save({ kind: "reset" });
  }

  private forgetAll(): void {
    this.accounts.clear();
    this.deletedMs.clear();
    this.groups.clear();
    this.departed.clear();
  }
}
