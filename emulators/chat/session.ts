import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Clock } from "../process";
import type { ImError } from "./errors";
import { type Answer, answerFrame, failBody, type Head, okBody, pushFrame } from "./frames";
import type { Instance } from "./presence";
import type { Outlet, Reader } from "./reader";
import { wireFrame } from "./wire-frame";

/** With this much unread, a client gets nothing that can wait. */
const CONGESTED_BYTES = 256 * 1024;
/** A client that lets this much pile up does not read, and is cut. */
const MOST_UNREAD_BYTES = 1 << 20;
/** A client that has unread bytes and took none for this long does not read either. */
const STALLED_MS = 20_000;

let pushSeq = 0;

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
    /** Frames a second that a client may send for long; twice as many may come at once. */
    private readonly framesPerSecond: number,
  ) {
    this.lastHeardMs = this.clock.machineMs();
    this.allowance = 2 * framesPerSecond;
  }

  /** Notes a frame. False when there were too many for too long. */
  heard(bytes: number): boolean {
    this.readBytes += bytes;
    const nowMs = this.clock.machineMs();
    const earned = (Math.max(0, nowMs - this.lastHeardMs) * this.framesPerSecond) / 1000;
    this.allowance = Math.min(2 * this.framesPerSecond, this.allowance + earned) - 1;
    this.lastHeardMs = nowMs;
    return this.allowance >= 0;
  }

  answer(head: Pick<Head, "servcmd" | "seq">, answer: Answer): void {
    this.send(answerFrame(head, JSON.stringify(okBody(answer))));
  }

  refuse(head: Pick<Head, "servcmd" | "seq">, error: ImError, extra?: Answer): void {
    this.send(answerFrame(head, JSON.stringify(failBody(error, extra))));
  }

  push(events: readonly Answer[]): void {
    pushSeq += 1;
    this.send(pushFrame(pushSeq, events));
  }

  sendFrame(frame: Buffer): void {
    if (!this.isOpen) return;
    if (this.stream.writableLength > MOST_UNREAD_BYTES) {
      this.cut();
      return;
    }
    this.writtenBytes += frame.length;
    this.stream.write(frame);
  }

  /** Frozen, nothing is read from the socket: what arrives waits for the end of it. */
  freeze(isFrozen: boolean): void {
    if (isFrozen) this.socket.pause();
    else this.socket.resume();
    this.lastHeardMs = this.clock.machineMs();
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
    return nowMs - this.takenMs > STALLED_MS;
  }

  private send(text: string): void {
    this.sendFrame(wireFrame(this.isBinary, text));
  }
}
