import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network between a client and the emulator that can fail. */
export interface Link {
  /** The emulator's address as the client sees it. */
  proxyServer: string;
  /** For so long nothing gets through, though nobody is told; then the connections are gone. */
  lose(ms: number): Promise<void>;
  /** Connections made so far. */
  connections(): number;
  close(): void;
}

/** Opens a link to the port of `proxyServer`. */
export async function openLink(proxyServer: string): Promise<Link> {
  const target = Number(new URL(proxyServer).port);
  const pairs = new Set<[Socket, Socket]>();
  let made = 0;
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    made += 1;
    near.pipe(far);
    far.pipe(near);
    for (const socket of pair) {
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        pairs.delete(pair);
        for (const end of pair) end.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    proxyServer: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => made,
    lose: async (ms) => {
      const lost = [...pairs];
      for (const [near, far] of lost) {
        near.unpipe(far);
        far.unpipe(near);
      }
      await new Promise((resolve) => setTimeout(resolve, ms));
      for (const [near, far] of lost) for (const end of [near, far]) end.destroy();
    },
    close: () => {
      server.close();
      for (const pair of pairs) for (const end of pair) end.destroy();
    },
  };
}
