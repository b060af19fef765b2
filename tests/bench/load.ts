import http from "node:http";
import { note, percentile } from "./benchmark";
import { watchCpu } from "./processes";

export interface LoadOptions {
  /** Ends after this many seconds, and after `MOST_REQUESTS` at the latest. */
  seconds: number;
  headers?: Record<string, string>;
  /** Processes whose processor time is printed beside the generator's. */
  pids: readonly number[];
}

export interface LoadResult {
  rps: number;
  p50Ms: number;
  p99Ms: number;
}

const CONNECTIONS = 16;
const MOST_REQUESTS = 200_000;

/** Asks for one page over 16 kept connections, each waiting for its answer. Loopback only; any answer but 200 is an error. */
export async function load(address: string, { seconds, headers, pids }: LoadOptions): Promise<LoadResult> {
  const url = new URL(address);
  if (url.hostname !== "127.0.0.1") throw new Error(`the load generator does not go to ${url.hostname}`);
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  let bytes = 0;
  const cpu = watchCpu(pids);
  const startedMs = performance.now();
  const lane = async () => {
    while (performance.now() - startedMs < seconds * 1000 && times.length < MOST_REQUESTS) {
      const sentMs = performance.now();
      const length = await get(url, agent, headers);
      bytes += length;
      times.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane)).finally(() => agent.destroy());
  const rps = times.length / ((performance.now() - startedMs) / 1000);
  const result = { rps, p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) };
  const { serverCpuPercent, generatorCpuPercent } = cpu();
  const kilobytes = Math.round(bytes / times.length / 1024);
  note(
    `${url.pathname}: ${rps.toFixed(0)}/s of ${kilobytes} kB, p50 ${result.p50Ms.toFixed(1)} ms, p99 ${result.p99Ms.toFixed(1)} ms, ` +
      `server ${serverCpuPercent ?? "?"} % CPU, generator ${generatorCpuPercent} %`,
  );
  return result;
}

function get(url: URL, agent: http.Agent, headers: Record<string, string> | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers: { host: url.host, ...headers } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.once("end", () => {
        if (response.statusCode === 200) resolve(bytes);
        else reject(new Error(`${url.pathname}: ${response.statusCode}`));
      });
      response.once("error", reject);
    });
    request.once("error", reject);
  });
}
