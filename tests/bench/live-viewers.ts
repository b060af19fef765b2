import { connect, type Socket } from "node:net";

const VIDEO = 9;
const TAG_HEAD_BYTES = 11;
const AVC_FRAME = 1;

/** Somebody who pulls HTTP-FLV; bytes are counted and thrown away. */
export interface FlvViewer {
  /** From the first packet of the connection to the last byte of the first picture. */
  firstFrameMs: Promise<number>;
  bytes(): number;
  leave(): void;
}

/** Opens a pull. With `isStalled` nothing is read after the first picture. */
export function watchFlv(url: string, isStalled = false): FlvViewer {
  const { hostname, port, pathname, search } = new URL(url);
  const startedMs = performance.now();
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on("error", () => socket.destroy());
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n\r\n`);
  let bytes = 0;
  const firstFrameMs = new Promise<number>((resolve, reject) => {
    let head: Buffer | null = Buffer.alloc(0);
    socket.on("data", (data) => {
      bytes += data.length;
      if (!head) return;
      head = Buffer.concat([head, data]);
      if (!hasPicture(head)) return;
      head = null;
      resolve(performance.now() - startedMs);
      if (isStalled) socket.pause();
    });
    socket.on("close", () => reject(new Error(`${url} ended before its first picture`)));
  });
  firstFrameMs.catch(() => undefined);
  return { firstFrameMs, bytes: () => bytes, leave: () => leave(socket) };
}

function leave(socket: Socket): void {
  socket.removeAllListeners("close");
  socket.destroy();
}

/** True when an answer so far holds a whole picture. Chunked framing is looked over: tags are found by their shape. */
function hasPicture(answer: Buffer): boolean {
  let at = answer.indexOf("FLV", answer.indexOf("\r\n\r\n"), "latin1");
  if (at < 0) return false;
  for (at += 13; at + TAG_HEAD_BYTES + 2 < answer.length; at++) {
    const type = answer[at];
    if (type !== VIDEO || answer.readUIntBE(at + 8, 3) !== 0) continue;
    const length = answer.readUIntBE(at + 1, 3);
    const isFrame = answer[at + TAG_HEAD_BYTES] === 0x17 && answer[at + TAG_HEAD_BYTES + 1] === AVC_FRAME;
    if (isFrame) return at + TAG_HEAD_BYTES + length <= answer.length;
  }
  return false;
}
