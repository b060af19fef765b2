import type { WebSocket } from "ws";
import type { ImError } from "./errors";
import { type Answer, answerFrame, EncodedBody, failBody, type Head, okBody, pushFrame } from "./frames";
import type { Instance } from "./presence";

/** A client that reads slower than this falls behind for good and is cut. */
const MAX_BUFFERED_BYTES = 16 << 20;

let pushSeq = 0;

/** One WebSocket of an SDK. It speaks for nobody until a login, or until a frame carries a valid A2Key. */
export class Session {
  instance: Instance | null = null;
  /** The A2Key that was verified last on this socket, so that each is verified once. */
  verifiedA2 = "";
  /** The A2Key this socket was last told is over, so that it is told once. */
  refusedA2 = "";
  lastHeardMs: number;

  constructor(
    private readonly socket: WebSocket,
    private readonly isBinary: boolean,
    readonly clientIp: string,
    private readonly machineMs: () => number,
  ) {
    this.lastHeardMs = machineMs();
  }

  heard(): void {
    this.lastHeardMs = this.machineMs();
  }

  answer(head: Head, answer: Answer | EncodedBody): void {
    this.send(answerFrame(head, answer instanceof EncodedBody ? answer.json : JSON.stringify(okBody(answer))));
  }

  refuse(head: Head, error: ImError, extra?: Answer): void {
    this.send(answerFrame(head, JSON.stringify(failBody(error, extra))));
  }

  push(events: readonly Answer[]): void {
    pushSeq += 1;
    this.send(pushFrame(pushSeq, events));
  }

  /** Cuts the socket without a closing handshake, as a lost network does. */
  cut(): void {
    this.socket.terminate();
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  private send(text: string): void {
    if (!this.isOpen) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES) this.cut();
    else this.socket.send(this.isBinary ? Buffer.from(text) : text, { binary: this.isBinary });
  }
}
