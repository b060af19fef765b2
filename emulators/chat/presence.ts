import { randomInt } from "node:crypto";
import type { Session } from "./session";
import type { LoginTicket } from "./tickets";

/** Why an instance ended: its own logout, its UserSig, a kick of the given type, or a socket that did not come back. */
export type InstanceEnd = { by: "logout" } | { by: "expiry" } | { by: "kick"; kickType: number } | { by: "drop" };

/** One login: a browser tab. It outlives its socket for the grace period, so that a reconnect is not an exit. */
export interface Instance {
  readonly id: number;
  readonly userId: string;
  readonly sessions: Set<Session>;
  /** The end of its UserSig. */
  readonly expiresSeconds: number;
  graceTimer: NodeJS.Timeout | undefined;
  end: InstanceEnd | null;
}

/** How many ended instances are remembered, to answer one that was offline when it was kicked. */
const REMEMBERED_ENDS = 10_000;

/** Who is connected. Pure bookkeeping with one timer per lost socket; what an end means is up to `onEnd`. */
export class Presence {
  private instances = new Map<number, Instance>();
  private byUser = new Map<string, Set<Instance>>();
  private ended = new Map<number, InstanceEnd>();

  constructor(
    private readonly graceMs: number,
    private readonly onEnd: (instance: Instance, end: InstanceEnd) => void,
  ) {}

  /** A new instance for a login by UserSig. */
  start(userId: string, expiresSeconds: number, session: Session): Instance {
    let id = randomInt(1, 2 ** 31);
    while (this.instances.has(id) || this.ended.has(id)) id = randomInt(1, 2 ** 31);
    return this.attach({ userId, instanceId: id, expiresSeconds }, session);
  }

  /** Binds a socket to an instance, which may be one from before a restart that this process does not know. */
  attach(ticket: Omit<LoginTicket, "issuedMs">, session: Session): Instance {
    const instance = this.instances.get(ticket.instanceId) ?? this.create(ticket);
    clearTimeout(instance.graceTimer);
    instance.graceTimer = undefined;
    if (session.instance !== instance) this.detach(session);
    session.instance = instance;
    instance.sessions.add(session);
    return instance;
  }

  private create({ userId, instanceId, expiresSeconds }: Omit<LoginTicket, "issuedMs">): Instance {
    const sessions = new Set<Session>();
    const instance: Instance = { id: instanceId, userId, sessions, expiresSeconds, graceTimer: undefined, end: null };
    this.instances.set(instanceId, instance);
    const peers = this.byUser.get(userId) ?? new Set();
    this.byUser.set(userId, peers.add(instance));
    return instance;
  }

  /** The socket is gone or speaks for someone else now. The instance ends when it stays without one. */
  detach(session: Session): void {
    const instance = session.instance;
    session.instance = null;
    if (!instance?.sessions.delete(session) || instance.sessions.size > 0 || instance.end) return;
    instance.graceTimer = setTimeout(() => this.finish(instance, { by: "drop" }), this.graceMs);
  }

  /** Ends an instance now. Its sockets stay open but speak for nobody. */
  finish(instance: Instance, end: InstanceEnd): void {
    if (instance.end) return;
    instance.end = end;
    clearTimeout(instance.graceTimer);
    for (const session of instance.sessions) session.instance = null;
    this.instances.delete(instance.id);
    const peers = this.byUser.get(instance.userId);
    peers?.delete(instance);
    if (peers?.size === 0) this.byUser.delete(instance.userId);
    if (end.by !== "drop") this.remember(instance.id, end);
    this.onEnd(instance, end);
  }

  private remember(id: number, end: InstanceEnd): void {
    this.ended.set(id, end);
    const oldest = this.ended.keys().next().value;
    if (this.ended.size > REMEMBERED_ENDS && oldest !== undefined) this.ended.delete(oldest);
  }

  /** How the instance ended, when its own logout or a kick ended it. A dropped one may come back. */
  endOf(instanceId: number): InstanceEnd | undefined {
    return this.ended.get(instanceId);
  }

  instancesOf(userId: string): Instance[] {
    return [...(this.byUser.get(userId) ?? [])];
  }

  sessionsOf(userId: string): Session[] {
    return this.instancesOf(userId).flatMap((instance) => [...instance.sessions]);
  }

  isOnline(userId: string): boolean {
    return this.byUser.has(userId);
  }

  onlineUsers(): string[] {
    return [...this.byUser.keys()];
  }

  /** Forgets everybody without telling anyone. */
  clear(): void {
    for (const instance of this.instances.values()) {
      clearTimeout(instance.graceTimer);
      instance.end = { by: "drop" };
      for (const session of instance.sessions) session.instance = null;
    }
    this.instances.clear();
    this.byUser.clear();
    this.ended.clear();
  }
}
