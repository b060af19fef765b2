import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { crc32, deflateSync } from "node:zlib";

/** A server that stands for the internet: pictures, and what pretends to be some. */
export interface Outside {
  /** `host:port`, as the app lets it through. */
  host: string;
  stop(): Promise<void>;
}

const files: Record<string, { type: string; body: Uint8Array | string }> = {
  "/picture.png": { type: "image/png", body: pngOf(12, 8) },
  "/mislabelled": { type: "text/plain", body: pngOf(5, 5) },
  "/page.png": { type: "image/png", body: "<html><script>alert(1)</script></html>" },
  "/drawing.svg": { type: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' },
  "/giant.png": { type: "image/png", body: pngOf(10_000, 10_000, 1) },
  "/ims-block.png": { type: "image/png", body: Buffer.concat([pngOf(12, 8), Buffer.from("ims-block")]) },
  "/ims-review.png": { type: "image/png", body: Buffer.concat([pngOf(12, 8), Buffer.from("ims-review")]) },
  "/ims-silent.png": { type: "image/png", body: Buffer.concat([pngOf(12, 8), Buffer.from("ims-silent")]) },
  "/heavy.png": { type: "image/png", body: Buffer.concat([pngOf(12, 8), new Uint8Array(1_100_000)]) },
};

/** Starts it on a free port. `/to?address=` leads on to any address. */
export async function startOutside(): Promise<Outside> {
  const server = createServer((request, answer) => {
    const url = new URL(request.url ?? "/", "http://outside");
    const file = files[url.pathname];
    if (file) answer.writeHead(200, { "content-type": file.type }).end(file.body);
    else if (url.pathname === "/to") answer.writeHead(302, { location: url.searchParams.get("address") ?? "" }).end();
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/** The address of one of its files, for tests. */
export function outside(path: string): string {
  return `http://${process.env.HIROBA_TEST_OUTSIDE}${path}`;
}

/** A picture of one colour; `rows` fewer than its height make a small file that says it is large. */
function pngOf(width: number, height: number, rows = height): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc((width + 1) * rows, 0));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunkOf("IHDR", header), chunkOf("IDAT", pixels), chunkOf("IEND", Buffer.alloc(0))]);
}

function chunkOf(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, "ascii"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
