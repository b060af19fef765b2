import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { hasToken } from "../control";

/** One loopback address for the control actions of all emulators: `POST /emulator/<service>/<action>`. */
export async function startControlFront(token: string, services: ReadonlyMap<string, string>) {
  const server = createServer(async (request, response) => {
    const answer = (status: number, text: string) => response.writeHead(status, { "content-type": "application/json" }).end(text);
    if (!hasToken(request, token)) return answer(401, '{"error":"control token missing or wrong"}');
    const [, service = "", action] = /^\/emulator\/([\w-]+)\/([\w-]+)$/.exec(request.url ?? "") ?? [];
    const target = services.get(service);
    if (!target || !action) return answer(404, JSON.stringify({ error: `services: ${[...services.keys()].join(", ")}` }));
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const forwarded = await fetch(`${target}/emulator/${action}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: Buffer.concat(chunks),
      });
      answer(forwarded.status, await forwarded.text());
    } catch (error) {
      answer(502, JSON.stringify({ error: String(error) }));
    }
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
