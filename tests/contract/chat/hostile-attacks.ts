import { frameStart, type HostileSocket, noise, openHostile, tinyFrame } from "./hostile-socket";

const ALIVE = JSON.stringify({ head: { servcmd: "heartbeat.alive", seq: 1 }, body: {} });
const DEEP = `${'{"a":['.repeat(5_000)}${"]}".repeat(5_000)}`;
const MEGABYTE = Buffer.alloc(1 << 20, 0x61);
const TINY = Buffer.concat(Array.from({ length: 1_000 }, () => tinyFrame(ALIVE)));
const PINGS = Buffer.concat(Array.from({ length: 1_000 }, () => tinyFrame("p".repeat(125), { opcode: 9 })));
const LARGE = JSON.stringify({ head: { servcmd: "heartbeat.alive", seq: 1 }, body: { filler: "x".repeat(250_000) } });

/** What somebody hostile sends again and again, for as long as the connection lasts. */
export const ATTACKS: Readonly<Record<string, (socket: HostileSocket) => void>> = {
  noise: (socket) => socket.bytes(noise(4_096)),
  tiny: (socket) => socket.bytes(TINY),
  pings: (socket) => socket.bytes(PINGS),
  large: (socket) => socket.send(LARGE),
  huge: (socket) => socket.bytes(Buffer.concat([frameStart(64 << 20), MEGABYTE])),
  deep: (socket) => socket.send(`{"head":{"servcmd":"heartbeat.alive","seq":1},"body":${DEEP}}`),
};

/** Sends on until the emulator has closed the connection. */
export async function untilCut(socket: HostileSocket, send: () => void): Promise<void> {
  let isClosed = false;
  void socket.closed.then(() => {
    isClosed = true;
  });
  while (!isClosed) {
    send();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Attacks in every way, over and over, each time over a new connection after a pause. Resolves with how often, once `isOver` says so. */
export async function keepAttacking(proxyServer: string, isOver: () => boolean, pauseMs = 0): Promise<number> {
  let count = 0;
  while (!isOver()) {
    for (const attack of Object.values(ATTACKS)) {
      if (isOver()) break;
      const socket = await openHostile({ ready: { proxyServer } });
      await untilCut(socket, () => attack(socket));
      count += 1;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return count;
}
