import { randomInt } from "node:crypto";
import { WebSocket } from "ws";
import type { FanClient, FanTarget } from "./fanout-protocols";

const POLL_GAP_MS = 300;
const ALIVE_MS = 10_000;
const PUSH = Buffer.from('"im_open_push.msg_push"');

/** Connects a client that does on the wire what the SDK does: pushes and held polls, re-sends after a break, no new join. */
export async function connectChat(target: FanTarget, userId: string, onData: (data: Buffer) => void): Promise<FanClient> {
  const client = new ChatClient(target, userId, onData);
  await client.open();
  await client.enter();
  return client;
}

interface Pending {
  frame: Buffer;
  resolve: (body: Record<string, unknown>) => void;
}

class ChatClient implements FanClient {
  private socket: WebSocket | undefined;
  private seq = 1;
  private a2 = "";
  private instanceId = 0;
  private isClosed = false;
  private isAway = false;
  private readonly pending = new Map<number, Pending>();
  private readonly alive: NodeJS.Timeout;

  constructor(
    private readonly target: FanTarget,
    private readonly userId: string,
    private readonly onData: (data: Buffer) => void,
  ) {
    this.alive = setInterval(() => void this.request("heartbeat.alive", {}), ALIVE_MS);
  }

  async open(): Promise<void> {
    const socket = new WebSocket(`${this.target.url}/binfo?sdkappid=${this.target.sdkAppId}`, { perMessageDeflate: false });
    await new Promise<void>((resolve, reject) => socket.once("error", reject).once("open", resolve));
    socket.on("error", () => socket.terminate());
    socket.on("message", (data: Buffer) => this.receive(data));
    this.socket = socket;
  }

  async enter(): Promise<void> {
    const login = accepted(await this.request("im_open_status.wslogin", { State: "Online" }));
    this.a2 = String(login.A2Key);
    this.instanceId = Number(login.InstId);
    const join = accepted(
      await this.request("group_open_http_svc.apply_join_group", { GroupId: this.target.room, WebPushFlag: 1 }),
    );
    void this.poll(String(join.LongPollingKey), Number(join.StartSeq));
  }

  send(text: string): void {
    const body = {
      From_Account: this.userId,
      GroupId: this.target.room,
      Random: randomInt(2 ** 31),
      ClientSeq: this.seq,
      MsgClientTime: Math.floor(Date.now() / 1000),
      MsgPriority: "Normal",
      MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: text } }],
    };
    void this.request("group_open_http_svc.send_group_msg", body).then(accepted);
  }

  /** The network is gone for so long: nothing arrives and nothing leaves. Then as the SDK: a new socket, re-sends, login. */
  async interrupt(ms: number): Promise<void> {
    const lost = this.socket;
    this.isAway = true;
    lost?.removeAllListeners("message");
    lost?.pause();
    await new Promise((resolve) => setTimeout(resolve, ms));
    lost?.terminate();
    if (this.isClosed) return;
    await this.open();
    this.isAway = false;
    for (const { frame } of this.pending.values()) this.socket?.send(frame);
    await this.request("im_open_status.wslogin", { State: "Online" });
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.alive);
    this.socket?.terminate();
  }

  private async poll(key: string, startSeq: number): Promise<void> {
    let next = startSeq;
    while (!this.isClosed) {
      const body = { USP: 1, StartSeq: next, HoldTime: 90, Key: key, DownsizeFlag: 0 };
      const answer = await this.request("group_open_long_polling_http_svc.get_msg", body);
      next = Number(answer.NextSeq);
      await new Promise((resolve) => setTimeout(resolve, POLL_GAP_MS));
    }
  }

  private request(servcmd: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
    this.seq += 1;
    const seq = this.seq;
    const who = this.a2
      ? { a2: this.a2, status_instid: this.instanceId }
      : { identifier: this.userId, usersig: this.target.signatures?.[this.userId] };
    const head = { ver: "v4", platform: 7, sdkappid: this.target.sdkAppId, servcmd, seq, ...who };
    const frame = Buffer.from(JSON.stringify({ head, body }));
    return new Promise((resolve) => {
      this.pending.set(seq, { frame, resolve });
      if (!this.isAway && this.socket?.readyState === WebSocket.OPEN) this.socket.send(frame);
    });
  }

  private receive(data: Buffer): void {
    this.onData(data);
    if (data.subarray(0, 80).includes(PUSH)) return;
    const { head, body } = JSON.parse(data.toString()) as { head: { seq: number }; body: Record<string, unknown> };
    this.pending.get(head.seq)?.resolve(body);
    this.pending.delete(head.seq);
  }
}

function accepted(body: Record<string, unknown>): Record<string, unknown> {
  if (body.ErrorCode !== 0) throw new Error(`${body.ErrorCode} ${body.ErrorInfo}`);
  return body;
}
