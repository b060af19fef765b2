import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { hasToken, readJson } from "../control";
import type { RedisEngine } from "./engine";

const word = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform(String);
const command = z.array(word).min(1);
const batch = z.array(command);

export interface RedisServerConfig {
  host: string;
  port: number;
  token: string;
}

/** The Upstash REST API (`POST /`, `/pipeline`, `/multi-exec`) in front of an engine. */
export async function startRedisServer(config: RedisServerConfig, engine: RedisEngine) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    void handle(request, response, config.token, engine);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(config.port, config.host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${config.host}:${port}`,
    /** How many requests came so far. */
    requests: () => requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, token: string, engine: RedisEngine) {
  const answer = (status: number, body: unknown) => {
    const text = JSON.stringify(body);
    response.writeHead(status, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
      "upstash-sync-token": "0",
    });
    response.end(text);
  };
  if (!hasToken(request, token)) return answer(401, { error: "WRONGPASS invalid or missing auth token" });
  const encode = request.headers["upstash-encoding"] === "base64" ? toBase64 : flatten;
  try {
    const body = await readJson(request);
    if (request.method === "POST" && request.url === "/") {
      const outcome = await run(engine, command.parse(body), encode);
      return answer("error" in outcome ? 400 : 200, outcome);
    }
    if (request.method === "POST" && request.url === "/pipeline") {
      return answer(200, await Promise.all(batch.parse(body).map((words) => run(engine, words, encode))));
    }
    if (request.method === "POST" && request.url === "/multi-exec") {
      return answer(200, await runTransaction(engine, batch.parse(body), encode));
    }
    answer(404, { error: `ERR ${request.method} ${request.url} is not imitated` });
  } catch (error) {
    answer(400, { error: `ERR ${error instanceof Error ? error.message : String(error)}` });
  }
}

type Encode = (value: unknown) => unknown;
type Outcome = { result: unknown } | { error: string };

async function run(engine: RedisEngine, words: readonly string[], encode: Encode): Promise<Outcome> {
  try {
    return { result: encode(await engine.call(words)) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** The commands are started in one turn of the event loop, so no other request comes between them. */
async function runTransaction(engine: RedisEngine, commands: readonly string[][], encode: Encode): Promise<Outcome[]> {
  const calls = [["MULTI"], ...commands, ["EXEC"]].map((words) => engine.call(words).catch((error: unknown) => error));
  const results = (await Promise.all(calls)).at(-1);
  if (results instanceof Error) throw results;
  if (!Array.isArray(results)) throw new Error("EXEC gave no results");
  return results.map((value) => (value instanceof Error ? { error: value.message } : { result: encode(value) }));
}

/** Maps and objects become the flat key, value list of RESP2, which is what the Upstash client reads. */
function flatten(value: unknown): unknown {
  if (value instanceof Map) return [...value].flat().map(flatten);
  if (Array.isArray(value)) return value.map(flatten);
  if (Buffer.isBuffer(value)) return value.toString("utf8");
  if (value && typeof value === "object") return Object.entries(value).flat().map(flatten);
  return value;
}

/** Upstash's `Upstash-Encoding: base64`: every string, also nested ones, but for the plain "OK". */
function toBase64(value: unknown): unknown {
  const flat = flatten(value);
  if (typeof flat === "string") return flat === "OK" ? flat : Buffer.from(flat).toString("base64");
  return Array.isArray(flat) ? flat.map(toBase64) : flat;
}
