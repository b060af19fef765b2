import type { FeedShared } from "./feed";
import { Feed } from "./feed";
import type { GroupRecord } from "./journal";

export type Role = "Owner" | "Admin" | "Member";

/** What an owner may do to a member for a time. */
export type Restriction = "muted" | "banned";

/** Someone in a group right now. Each browser tab is an instance; the member stays while one of them does. */
export interface Member {
  joinedSeconds: number;
  instances: Set<number>;
}

export interface Attribute {
  value: string;
  seq: number;
}

/** The mark of a member who is always online. */
export const ROBOT_MARK = 500;
/** The mark of a member who is not listed. */
export const HIDDEN_MARK = 600;
/** The instance that keeps a robot in: no login has it. */
const ROBOT_INSTANCE = -1;

/** One AVChatRoom: what is persisted of it, who is in it, and its feed. */
export class Group {
  ownerId = "";
  createdSeconds = 0;
  /** The message sequence at its creation: a polling key that begins before it belongs to an earlier group of this id. */
  createdSeq = 0;
  infoSeq = 1;
  name = "";
  introduction = "";
  notification = "";
  faceUrl = "";
  isMuted = false;
  lastMessageSeconds = 0;
  infoSeconds = 0;
  readonly customFields = new Map<string, string>();
  readonly admins = new Set<string>();
  readonly mutedUntil = new Map<string, number>();
  readonly bannedUntil = new Map<string, number>();
  readonly attributes = new Map<string, Attribute>();
  attributeSeq = 0;
  attributeMainSeq = 0;
  readonly counters = new Map<string, number>();
  counterSeq = 0;

  readonly members = new Map<string, Member>();
  /** Marks of members, for as long as they are here. */
  readonly marks = new Map<string, Set<number>>();
  private readonly robotsUntil = new Map<string, number>();
  /** Instances that quit, by the moment they did: a polling key issued earlier is dead. */
  readonly leftMs = new Map<number, number>();
  readonly feed: Feed;

  constructor(
    readonly id: string,
    shared: FeedShared,
    lastSeq: number,
  ) {
    this.feed = new Feed(shared, lastSeq);
  }

  roleOf(userId: string): Role {
    if (userId !== "" && userId === this.ownerId) return "Owner";
    return this.admins.has(userId) ? "Admin" : "Member";
  }

  isMutedFor(userId: string, nowSeconds: number): boolean {
    if ((this.mutedUntil.get(userId) ?? 0) > nowSeconds) return true;
    return this.isMuted && this.roleOf(userId) === "Member";
  }

  isBanned(userId: string, nowSeconds: number): boolean {
    return (this.bannedUntil.get(userId) ?? 0) > nowSeconds;
  }

  /** Adds an instance of a user. True when the user was not in the group before. */
  enter(userId: string, instanceId: number, nowSeconds: number): boolean {
    this.leftMs.delete(instanceId);
    const member = this.members.get(userId);
    if (member) {
      member.instances.add(instanceId);
      return false;
    }
    this.members.set(userId, { joinedSeconds: nowSeconds, instances: new Set([instanceId]) });
    return true;
  }

  /** Removes one instance of a user. True when it was the last one, so that the user is out. */
  leave(userId: string, instanceId: number): boolean {
    const member = this.members.get(userId);
    if (!member?.instances.delete(instanceId) || member.instances.size > 0) return false;
    return this.remove(userId);
  }

  /** Takes a user out, with all instances and marks. */
  remove(userId: string): boolean {
    this.marks.delete(userId);
    this.robotsUntil.delete(userId);
    return this.members.delete(userId);
  }

  mark(userId: string, mark: number): void {
    const marks = this.marks.get(userId);
    if (marks) marks.add(mark);
    else this.marks.set(userId, new Set([mark]));
  }

  /** Without the robot's mark nothing keeps one in who did not join. */
  unmark(userId: string, mark: number): void {
    const marks = this.marks.get(userId);
    marks?.delete(mark);
    if (marks?.size === 0) this.marks.delete(userId);
    if (mark !== ROBOT_MARK || !this.robotsUntil.delete(userId)) return;
    this.leave(userId, ROBOT_INSTANCE);
  }

  /** Makes a user a member who stays without a login. */
  addRobot(userId: string, nowSeconds: number, seconds: number): void {
    this.enter(userId, ROBOT_INSTANCE, nowSeconds);
    this.robotsUntil.set(userId, nowSeconds + seconds);
    this.mark(userId, ROBOT_MARK);
  }

  expireRobots(nowSeconds: number): void {
    for (const [userId, until] of this.robotsUntil) if (until <= nowSeconds) this.unmark(userId, ROBOT_MARK);
  }

  /** Who is muted or banned, by the end of it in seconds. */
  restricted(kind: Restriction): Map<string, number> {
    return kind === "muted" ? this.mutedUntil : this.bannedUntil;
  }

  /** Drops mutes and bans that are over. */
  forgetPast(kind: Restriction, nowSeconds: number): void {
    const restricted = this.restricted(kind);
    for (const [userId, until] of restricted) if (until <= nowSeconds) restricted.delete(userId);
  }

  toRecord(): GroupRecord {
    return {
      kind: "group",
      groupId: this.id,
      ownerId: this.ownerId,
      createdSeconds: this.createdSeconds,
      createdSeq: this.createdSeq,
      infoSeq: this.infoSeq,
      infoSeconds: this.infoSeconds,
      name: this.name,
      introduction: this.introduction,
      notification: this.notification,
      faceUrl: this.faceUrl,
      isMuted: this.isMuted,
      customFields: [...this.customFields],
      admins: [...this.admins],
      attributes: [...this.attributes],
      attributeSeq: this.attributeSeq,
      attributeMainSeq: this.attributeMainSeq,
      counters: [...this.counters],
      counterSeq: this.counterSeq,
    };
  }

  /** Takes over what a record says; members and feed stay as they are, and so do mutes and bans that are not in it. */
  restore(record: GroupRecord): this {
    const { ownerId, createdSeconds, infoSeq, infoSeconds, name, introduction, notification, faceUrl, isMuted } = record;
    const { createdSeq, attributeSeq, attributeMainSeq, counterSeq } = record;
    Object.assign(this, { ownerId, createdSeconds, infoSeq, infoSeconds, name, introduction, notification, faceUrl, isMuted });
    Object.assign(this, { createdSeq, attributeSeq, attributeMainSeq, counterSeq });
    fill(this.customFields, record.customFields);
    if (record.mutedUntil) fill(this.mutedUntil, record.mutedUntil);
    if (record.bannedUntil) fill(this.bannedUntil, record.bannedUntil);
    fill(this.attributes, record.attributes);
    fill(this.counters, record.counters);
    this.admins.clear();
    for (const userId of record.admins) this.admins.add(userId);
    return this;
  }
}

function fill<V>(map: Map<string, V>, entries: readonly [string, V][]): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
