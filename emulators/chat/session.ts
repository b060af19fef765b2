import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Clock } from "../process";
import type { ImError } from "./errors";
import { type Answer, answerFrame, failBody, type Head, okBody, pushFrame } from "./frames";
import type { LoadCounters } from "./load-counters";
import type { Instance } from "./presence";
import type { Outlet, Reader } from "./reader";
import { pongFrame, wireFrame } from "./wire-frame";

/** With this much unread, a client gets nothing that can wait. */
const CONGESTED_BYTES = 256 * 1024;
/** A client that lets this much pile up does not read, and is cut. */
const MOST_UNREAD_BYTES = 1 << 20;
/** What a client may ask for is counted in frames; so many bytes, sent or asked for, count as one more. */
const BYTES_PER_UNIT = 4 * 1024;

/** What a socket is held to. */
export interface SessionLimits {
  /** Frames a second that a client may send for long; twice as many may come at once. */
  framesPerSecond: number;
  /** The same for who has not logged in, and need not be anybody the app knows. */
  strangerFramesPerSecond: number;
  /** A client that has unread bytes and took none for this long does not read. */
  stallMs: number;
}

/**
 * One WebSocket of an SDK. It speaks for nobody until a login, or until a frame carries a valid A2Key.
 * Frames are written to the stream below the WebSocket, so that bytes shared by a room are not framed again for each member.
 */
export class Session implements Outlet {
  instance: Instance | null = null;
  /** The A2Key that was verified last on this socket, so that each is verified once. */
  verifiedA2 = "";
  /** The A2Key this socket was last told is over, so that it is told once. */
  refusedA2 = "";
  readonly readers: Reader[] = [];
  /** Polls waiting on this socket that will get nothing. */
  deadPolls = 0;
  lastHeardMs: number;
  private allowance: number;
  private wasKnown = false;
  /** What was read from the socket and written to it so far. */
  readBytes = 0;
  writtenBytes = 0;
  private takenBytes = -1;
  private takenMs = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly stream: Duplex,
    readonly isBinary: boolean,
    readonly clientIp: string,
    private readonly clock: Clock,
    private readonly limits: SessionLimits,
    private readonly counters: LoadCounters,
  ) {
    this.lastHeardMs = clock.machineMs();
    this.allowance = 2 * limits.strangerFramesPerSecond;
  }

  /** Notes a frame, control frames included. False when there were too many for too long, or too large ones. */
  heard(bytes: number): boolean {
    const perSecond = this.instance ? this.limits.framesPerSecond : this.limits.strangerFramesPerSecond;
    if (this.instance && !this.wasKnown) this.welcome();
    this.readBytes += bytes;
    const nowMs = this.clock.machineMs();
    const earned = (Math.max(0, nowMs - this.lastHeardMs) * perSecond) / 1000;
    this.allowance = Math.min(2 * perSecond, this.allowance + earned) - 1 - bytes / BYTES_PER_UNIT;
    this.lastHeardMs = nowMs;
    return this.allowance >= 0;
  }

  /** The first login of the socket: from here on the larger allowance, as if it had been there from the start. */
  private welcome(): void {
    this.wasKnown = true;
    this.allowance += 2 * (this.limits.framesPerSecond - this.limits.strangerFramesPerSecond);
  }

  answer(head: Pick<Head, "servcmd" | "seq">, answer: Answer): void {
    this.reply(answerFrame(head, JSON.stringify(okBody(answer))));
  }

  refuse(head: Pick<Head, "servcmd" | "seq">, error: ImError, extra?: Answer): void {
    this.reply(answerFrame(head, JSON.stringify(failBody(error, extra))));
  }

  push(events: readonly Answer[]): void {
    this.send(pushFrame(events.map((event) => JSON.stringify(event)).join(",")));
  }

  sendFrame(frame: Buffer): void {
    if (!this.isOpen) return;
    if (this.stream.writableLength > MOST_UNREAD_BYTES) {
      this.counters.cutUnread += 1;
      this.cut();
      return;
    }
    this.writtenBytes += frame.length;
    this.stream.write(frame);
  }

  /** Answers a ping, within the limits of every frame. */
  pong(data: Buffer): void {
    this.sendFrame(pongFrame(data));
  }

  /** Frozen, nothing is read from the socket and nothing leaves it: what comes in either direction waits for the end of it. */
  freeze(isFrozen: boolean): void {
    if (isFrozen) {
      this.socket.pause();
      this.stream.cork();
    } else {
      this.socket.resume();
      this.stream.uncork();
    }
    this.lastHeardMs = this.takenMs = this.clock.machineMs();
  }

  /** Cuts the socket without a closing handshake, as a lost network does. */
  cut(): void {
    this.socket.terminate();
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  get isCongested(): boolean {
    return this.stream.writableLength > CONGESTED_BYTES;
  }

  /** True when the client has not taken any of its unread bytes for long. To be asked regularly. */
  isStalled(): boolean {
    const nowMs = this.clock.machineMs();
    const takenBytes = this.writtenBytes - this.stream.writableLength;
    if (this.stream.writableLength === 0 || takenBytes !== this.takenBytes) {
      this.takenBytes = takenBytes;
      this.takenMs = nowMs;
    }
    return nowMs - this.takenMs > this.limits.stallMs;
  }

  private reply(text: string): void {
    this.allowance -= text.length / BYTES_PER_UNIT;
    this.send(text);
  }

  private send(text: string): void {
    this.sendFrame(wireFrame(this.isBinary, text));
  }
}
