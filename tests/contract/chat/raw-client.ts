import { randomInt } from "node:crypto";
import { WebSocket } from "ws";

/** Where and as whom a raw client connects. `url` is the emulator's `proxyServer`. */
export interface RawClientOptions {
  url: string;
  sdkAppId: number;
  userId: string;
  userSig: string;
}

/** The body of an answer, in the vendor's form. */
export interface RawAnswer extends Record<string, unknown> {
  ErrorCode: number;
  ErrorInfo: string;
}

/** One item of a poll, in the vendor's form. */
export interface RawItem extends Record<string, unknown> {
  Event: number;
  MsgSeq: number;
  ToGroupId: string;
  From_Account: string;
  MsgBody: unknown;
}

/** A client that speaks the SDK's protocol over one socket, cheap enough to run hundreds of. */
export interface RawClient {
  /** Rejects when the emulator refuses the UserSig. */
  login(): Promise<void>;
  /** Joins and keeps polling until `close`. */
  join(groupId: string): Promise<void>;
  send(groupId: string, text: string, priority?: string): Promise<RawAnswer>;
  /** Called for every item of every poll: messages (Event 3), tips (4), notices (5) and data (6). */
  onMessage(callback: (item: RawItem) => void): void;
  /** Called for every event the emulator pushes. */
  onPush(callback: (event: Record<string, unknown>) => void): void;
  /** Sends any command and resolves with its answer, refusals included. `identity` replaces the client's own head fields. */
  request(command: string, body: Record<string, unknown>, identity?: Record<string, unknown>): Promise<RawAnswer>;
  /** The head fields that name this client: its login ticket once it has one. */
  identity(): Record<string, unknown>;
  /** Resolves when the emulator has closed the socket. */
  closed: Promise<void>;
  close(): void;
}

const ALIVE_MS = 10_000;

/** Opens a socket to the emulator. The client does not reconnect. */
export async function connectRawClient(options: RawClientOptions): Promise<RawClient> {
  const socket = new WebSocket(`${options.url}/binfo?sdkappid=${options.sdkAppId}&compress=gzip`, { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => socket.once("error", reject).once("open", resolve));
  return new Connection(socket, options);
}

class Connection implements RawClient {
  readonly closed: Promise<void>;
  private seq = 1;
  private a2 = "";
  private instanceId = 0;
  private pending = new Map<number, (answer: RawAnswer) => void>();
  private onItem: (item: RawItem) => void = () => {};
  private onEvent: (event: Record<string, unknown>) => void = () => {};
  private readonly alive: NodeJS.Timeout;

  constructor(
    private readonly socket: WebSocket,
    private readonly options: RawClientOptions,
  ) {
    socket.on("message", (data) => this.receive(data.toString()));
    socket.on("error", () => socket.terminate());
    this.alive = setInterval(() => void this.request("heartbeat.alive", {}), ALIVE_MS);
    this.closed = new Promise((resolve) => {
      socket.once("close", () => {
        clearInterval(this.alive);
        resolve();
      });
    });
  }

  async login(): Promise<void> {
    const answer = accepted(await this.request("im_open_status.wslogin", { State: "Online" }));
    this.a2 = String(answer.A2Key);
    this.instanceId = Number(answer.InstId);
  }

  async join(groupId: string): Promise<void> {
    const body = { GroupId: groupId, WebPushFlag: 1, HugeGroupHistoryMsgFlag: 1 };
    const answer = accepted(await this.request("group_open_http_svc.apply_join_group", body));
    this.deliver(answer.RspMsgList);
    this.poll(String(answer.LongPollingKey), Number(answer.StartSeq));
  }

  async send(groupId: string, text: string, priority = "Normal"): Promise<RawAnswer> {
    const answer = await this.request("group_open_http_svc.send_group_msg", {
      From_Account: this.options.userId,
      GroupId: groupId,
      Random: randomInt(2 ** 31),
      ClientSeq: this.seq,
      MsgClientTime: Math.floor(Date.now() / 1000),
      MsgPriority: priority,
      MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: text } }],
    });
    return accepted(answer);
  }

  onMessage(callback: (item: RawItem) => void): void {
    this.onItem = callback;
  }

  onPush(callback: (event: Record<string, unknown>) => void): void {
    this.onEvent = callback;
  }

  request(command: string, body: Record<string, unknown>, identity = this.identity()): Promise<RawAnswer> {
    this.seq += 1;
    const { sdkAppId } = this.options;
    const head = { ver: "v4", platform: 7, sdkappid: sdkAppId, servcmd: command, seq: this.seq, ...identity };
    return new Promise((resolve) => {
      this.pending.set(this.seq, resolve);
      this.socket.send(Buffer.from(JSON.stringify({ head, body })));
    });
  }

  identity(): Record<string, unknown> {
    const { userId, userSig } = this.options;
    return this.a2 ? { a2: this.a2, status_instid: this.instanceId } : { identifier: userId, usersig: userSig };
  }

  close(): void {
    this.socket.terminate();
  }

  private async poll(key: string, startSeq: number): Promise<void> {
    let next = startSeq;
    while (this.socket.readyState === WebSocket.OPEN) {
      const answer = await this.request("group_open_long_polling_http_svc.get_msg", { Key: key, StartSeq: next, HoldTime: 90 });
      next = Number(answer.NextSeq ?? next);
      this.deliver(answer.RspMsgList);
    }
  }

  private deliver(list: unknown): void {
    if (Array.isArray(list)) for (const item of list as RawItem[]) this.onItem(item);
  }

  private receive(text: string): void {
    const { head, body } = JSON.parse(text) as { head: { seq: number; servcmd: string }; body: RawAnswer };
    if (head.servcmd === "im_open_push.msg_push") {
      for (const event of body.EventArray as Record<string, unknown>[]) this.onEvent(event);
      return;
    }
    const resolve = this.pending.get(head.seq);
    this.pending.delete(head.seq);
    resolve?.(body);
  }
}

function accepted(answer: RawAnswer): RawAnswer {
  if (answer.ErrorCode !== 0) throw new Error(`${answer.ErrorCode} ${answer.ErrorInfo}`);
  return answer;
}
