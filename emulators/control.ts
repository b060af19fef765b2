import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** One control action: gets the request's JSON body (`{}` for GET) and answers with plain data. It may throw a ZodError. */
export type ControlAction = (body: unknown) => unknown | Promise<unknown>;

export interface ControlServer {
  url: string;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 1 << 20;

/**
 * Serves an emulator's control actions at `POST /emulator/<action>` on a free loopback port, with a bearer token.
 * These are for tests and operators: the product never calls them. `emulators/run.ts` puts all of them behind one address.
 */
export async function startControl(token: string, actions: Record<string, ControlAction>): Promise<ControlServer> {
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body ?? {}));
    };
    try {
      if (!hasToken(request, token)) return answer(401, { error: "control token missing or wrong" });
      const name = /^\/emulator\/([\w-]+)$/.exec(request.url ?? "")?.[1];
      const action = name && Object.hasOwn(actions, name) ? actions[name] : undefined;
      if (!action) return answer(404, { error: `unknown action; there are: ${Object.keys(actions).join(", ")}` });
      answer(200, await action(await readJson(request)));
    } catch (error) {
      const known = error instanceof z.ZodError || error instanceof SyntaxError || error instanceof RangeError;
      answer(known ? 400 : 500, { error: error instanceof z.ZodError ? z.prettifyError(error) : String(error) });
    }
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** True when the request carries `Authorization: Bearer <token>`; compared in constant time. */
export function hasToken(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** The request's body as JSON, `{}` when empty. Throws RangeError over 1 MiB and SyntaxError when it is not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  return text === "" ? {} : JSON.parse(text);
}

/** The request's body. Throws RangeError over 1 MiB. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new RangeError("body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
