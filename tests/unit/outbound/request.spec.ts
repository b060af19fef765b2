import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { OutboundError, type OutboundRequest, requestOutside } from "@/lib/outbound/request";
import { parseAllowedHosts } from "@/lib/outbound/rules";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A web server of this machine; gives its port. */
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const loopback = async () => [{ address: "127.0.0.1", family: 4 }];

function ask(
  address: string,
  {
    allowed = "",
    resolve = loopback,
    ...options
  }: { allowed?: string; resolve?: typeof loopback } & Partial<OutboundRequest> = {},
) {
  const standard = { method: "GET" as const, headers: {}, maxBytes: 1_000, timeoutMs: 5_000, maxRedirects: 3 };
  return requestOutside({ ...standard, ...options, address }, { allowedHosts: parseAllowedHosts(allowed), resolve });
}

const faultOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "answered",
    (error) => (error instanceof OutboundError ? error.fault : error),
  );

describe("asking an address that somebody else chose", () => {
  it("gives its answer, and sends nothing of ours along", async () => {
    let seen: Record<string, unknown> = {};
    const port = await serve(({ headers }, answer) => {
      seen = headers;
      answer.writeHead(201, { "content-type": "image/png" }).end("picture");
    });
    const answer = await ask(`http://pictures.example:${port}/a`, { allowed: `pictures.example:${port}` });
    expect(answer).toMatchObject({ status: 201, contentType: "image/png" });
    expect(new TextDecoder().decode(answer.bytes)).toBe("picture");
    expect(seen).toEqual({
      host: `pictures.example:${port}`,
      "accept-encoding": "identity",
      "user-agent": "Hiroba",
      connection: "close",
    });
  });

  it("goes to the address that was judged: the name is resolved once", async () => {
    const port = await serve((_, answer) => answer.end("here"));
    let times = 0;
    const resolve = async () => {
      times += 1;
      return times === 1 ? loopback() : [{ address: "192.0.2.1", family: 4 }];
    };
    await ask(`http://turning.example:${port}/`, { allowed: `turning.example:${port}`, resolve });
    expect(times).toBe(1);
  });

  it("refuses a name that leads into a private network, also with one of its addresses alone", async () => {
    for (const address of ["10.0.0.1", "169.254.169.254", "::1", "::ffff:192.168.0.1"]) {
      const resolve = async () => [
        { address: "8.8.8.8", family: 4 },
        { address, family: address.includes(":") ? 6 : 4 },
      ];
      expect(await faultOf(ask("https://harmless.example/", { resolve }))).toBe("private_address");
    }
    expect(await faultOf(ask("https://localhost/"))).toBe("private_address");
  });

  it("judges every redirect anew", async () => {
    const port = await serve(({ url }, answer) => {
      const to = decodeURIComponent(url?.slice(1) ?? "");
      answer.writeHead(302, { location: to }).end();
    });
    const start = (to: string) => ask(`http://127.0.0.1:${port}/${encodeURIComponent(to)}`, { allowed: `127.0.0.1:${port}` });
    expect(await faultOf(start("https://127.0.0.1:1/"))).toBe("private_address");
    expect(await faultOf(start("https://inside.example/"))).toBe("private_address");
    expect(await faultOf(start("http://example.com/"))).toBe("not_https");
    expect(await faultOf(start("https://a:b@example.com/"))).toBe("has_password");
    expect(await faultOf(start("file:///etc/passwd"))).toBe("not_https");
    expect(await faultOf(start("http://"))).toBe("bad_address");
  });

  it("follows a few redirects and no more, and none when told so", async () => {
    const port = await serve(({ url }, answer) => {
      const left = Number(url?.slice(1));
      if (left > 0) answer.writeHead(307, { location: `/${left - 1}` }).end();
      else answer.end("there");
    });
    const options = { allowed: `127.0.0.1:${port}` };
    expect((await ask(`http://127.0.0.1:${port}/3`, options)).status).toBe(200);
    expect(await faultOf(ask(`http://127.0.0.1:${port}/4`, options))).toBe("too_many_redirects");
    expect((await ask(`http://127.0.0.1:${port}/1`, { ...options, maxRedirects: 0 })).status).toBe(307);
  });

  it("reads no more than it may, whether the length is announced, hidden or endless", async () => {
    const port = await serve(({ url }, answer) => {
      if (url === "/announced") answer.writeHead(200, { "content-length": "5000" });
      if (url === "/endless") {
        const pour = () => void (answer.write("x".repeat(900)) && setImmediate(pour));
        answer.on("drain", pour);
        return pour();
      }
      answer.end("x".repeat(5_000));
    });
    for (const path of ["announced", "hidden", "endless"]) {
      expect(await faultOf(ask(`http://127.0.0.1:${port}/${path}`, { allowed: `127.0.0.1:${port}` }))).toBe("answer_too_large");
    }
  });

  it("does not unpack what comes packed", async () => {
    const port = await serve((_, answer) => answer.writeHead(200, { "content-encoding": "gzip" }).end("x"));
    expect(await faultOf(ask(`http://127.0.0.1:${port}/`, { allowed: `127.0.0.1:${port}` }))).toBe("unreachable");
  });

  it("gives up in time, at whatever point the other side falls silent", async () => {
    const port = await serve(({ url }, answer) => {
      if (url === "/half") answer.write("half");
    });
    const options = { allowed: `127.0.0.1:${port}`, timeoutMs: 150 };
    for (const path of ["silent", "half"])
      expect(await faultOf(ask(`http://127.0.0.1:${port}/${path}`, options))).toBe("unreachable");
    const never = () => new Promise<never>(() => {});
    expect(await faultOf(ask("https://slow.example/", { resolve: never, timeoutMs: 150 }))).toBe("unreachable");
    expect(await faultOf(ask("http://127.0.0.1:1/", { allowed: "127.0.0.1:1" }))).toBe("unreachable");
  });
});
