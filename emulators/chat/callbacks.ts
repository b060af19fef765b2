import { z } from "zod";
import type { Clock } from "../process";
import type { CallbackCommand } from "./callback-commands";
import { type CallbackOrigin, CallbackTimeout, CallbackTransport, type CallbackTransportConfig } from "./callback-transport";
import type { ChatConfig } from "./config";
import { ImError, imError, type KnownCode } from "./errors";

export type CallbackPayload = Record<string, unknown>;

const replySchema = z.object({
  ErrorCode: z.number().default(0),
  ErrorInfo: z.string().default(""),
  MsgBody: z.array(z.looseObject({ MsgType: z.string(), MsgContent: z.record(z.string(), z.unknown()) })).optional(),
  CloudCustomData: z.string().optional(),
});

export type CallbackReply = z.output<typeof replySchema>;

/** One call as the control action `callbacks` shows it. */
export interface CallbackRecord {
  command: CallbackCommand;
  body: CallbackPayload;
  atMs: number;
  /** "pending" until it is settled; then "answered", or why it failed. */
  outcome: string;
  reply?: CallbackReply;
}

const REMEMBERED_CALLS = 500;
const NO_DELAY = { delayMs: 0, lost: new Set<string>() };

/** The calls to the app. Before-callbacks are never repeated; after-callbacks only when the configuration says so. */
export class CallbackClient {
  /** True: every call fails without leaving this process. */
  isDown = false;
  /** Ordered by a test: how late calls leave, and which never do. */
  faults: { delayMs: number; lost: ReadonlySet<string> } = NO_DELAY;
  readonly recent: CallbackRecord[] = [];
  readonly counters = { before: 0, after: 0, answered: 0, timeouts: 0, failures: 0, retries: 0 };
  private readonly transport: CallbackTransport | null;

  constructor(
    private readonly config: CallbackTransportConfig & Pick<ChatConfig, "afterCallbackRetries">,
    private readonly clock: Clock,
  ) {
    this.transport = config.callback && new CallbackTransport(config, config.callback);
  }

  /** Whether the app wants to hear of this. */
  isEnabled(command: CallbackCommand): boolean {
    return this.config.callback?.commands.includes(command) ?? false;
  }

  /** The app's reply, or null when it gave no usable one in two seconds. */
  async before(command: CallbackCommand, body: CallbackPayload, origin: CallbackOrigin): Promise<CallbackReply | null> {
    this.counters.before += 1;
    return (await this.attempt(command, body, origin)).reply;
  }

  /** Tells the app what happened. Its answer and any failure only show in `recent`. */
  after(command: CallbackCommand, body: CallbackPayload, origin: CallbackOrigin): void {
    if (!this.isEnabled(command)) return;
    this.counters.after += 1;
    void this.tell(command, body, origin);
  }

  /** Forgets what a test ordered and what was counted. */
  reset(): void {
    this.isDown = false;
    this.faults = NO_DELAY;
    this.recent.length = 0;
    for (const name of Object.keys(this.counters) as (keyof typeof this.counters)[]) this.counters[name] = 0;
  }

  close(): void {
    this.transport?.close();
  }

  /** Repeats after a timeout only: whoever answered, with whatever, has heard it. */
  private async tell(command: CallbackCommand, body: CallbackPayload, origin: CallbackOrigin): Promise<void> {
    for (let attempt = 0; attempt <= this.config.afterCallbackRetries; attempt += 1) {
      if (attempt > 0) this.counters.retries += 1;
      if (!(await this.attempt(command, body, origin)).hasTimedOut) return;
    }
  }

  private async attempt(command: CallbackCommand, body: CallbackPayload, origin: CallbackOrigin) {
    const record = this.remember(command, body);
    try {
      const reply = replySchema.parse(JSON.parse(await this.post(command, body, origin)));
      Object.assign(record, { outcome: "answered", reply });
      this.counters.answered += 1;
      return { reply, hasTimedOut: false };
    } catch (error) {
      record.outcome = error instanceof Error ? error.message : String(error);
      const hasTimedOut = error instanceof CallbackTimeout;
      this.counters[hasTimedOut ? "timeouts" : "failures"] += 1;
      return { reply: null, hasTimedOut };
    }
  }

  private async post(command: CallbackCommand, body: CallbackPayload, origin: CallbackOrigin): Promise<string> {
    if (this.isDown) throw new Error("callbackDown fault");
    if (!this.transport) throw new Error("no callback configured");
    const { delayMs, lost } = this.faults;
    const fault = { delayMs, isLost: lost.has(command) };
    return this.transport.post(command, { CallbackCommand: command, ...body }, origin, this.clock.nowSeconds(), fault);
  }

  private remember(command: CallbackCommand, body: CallbackPayload): CallbackRecord {
    const record: CallbackRecord = { command, body, atMs: this.clock.nowMs(), outcome: "pending" };
    this.recent.push(record);
    if (this.recent.length > REMEMBERED_CALLS) this.recent.shift();
    return record;
  }
}

/** What a before-callback's reply means: null lets the action through, "drop" discards it silently. */
export type Verdict = { kind: "allow"; reply: CallbackReply | null } | { kind: "drop" } | { kind: "refuse"; error: ImError };

/** How a kind of action reads replies. */
export interface ReplyRules {
  /** The application's policy for a reply that is missing or makes no sense. */
  onFailure: "deliver" | "refuse";
  /** What the caller gets for a plain refusal. */
  refusalCode: KnownCode;
  /** Codes of the app's own that reach the caller. */
  ownCodes: readonly [from: number, to: number];
}

/** For everything that concerns a group. */
export const GROUP_RULES: ReplyRules = { onFailure: "deliver", refusalCode: 10016, ownCodes: [10_100, 10_200] };

/** Reads a reply. */
export function judgeReply(reply: CallbackReply | null, rules: ReplyRules): Verdict {
  if (reply?.ErrorCode === 0) return { kind: "allow", reply };
  if (reply?.ErrorCode === 1) return { kind: "refuse", error: imError(rules.refusalCode) };
  if (reply?.ErrorCode === 2) return { kind: "drop" };
  const [from, to] = rules.ownCodes;
  if (reply && reply.ErrorCode >= from && reply.ErrorCode <= to) {
    return { kind: "refuse", error: new ImError(reply.ErrorCode, reply.ErrorInfo) };
  }
  return rules.onFailure === "deliver" ? { kind: "allow", reply: null } : { kind: "refuse", error: imError(80003) };
}
