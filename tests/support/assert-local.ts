import type { Runtime } from "./system";

/** Throws unless every address of the system is on this machine: tests write, reset and push. */
export function assertLocal(runtime: Runtime): void {
  const addresses = [
    runtime.web,
    runtime.database,
    runtime.redis.url,
    runtime.chat.restBase,
    runtime.chat.proxyServer,
    runtime.live.rtmp,
    runtime.live.http,
  ];
  for (const address of addresses) {
    const { hostname } = new URL(address);
    if (hostname !== "127.0.0.1" && hostname !== "localhost") throw new Error(`tests refuse to run against ${hostname}`);
  }
}
