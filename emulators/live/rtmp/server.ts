import { createServer, type Server } from "node:net";
import { type AddressLimit, plainAddress } from "../address-limit";
import { listen } from "../listen";
import { RtmpSession, type SessionOptions } from "./session";

/** The RTMP listener: one session per connection, at most so many connections per address. */
export class RtmpServer {
  private readonly sessions = new Set<RtmpSession>();
  private readonly server: Server;

  constructor(options: SessionOptions, limit: AddressLimit) {
    this.server = createServer({ allowHalfOpen: false }, (socket) => {
      const release = limit.enter(plainAddress(socket.remoteAddress));
      if (!release) return void socket.destroy();
      const session = new RtmpSession(socket, options);
      this.sessions.add(session);
      socket.on("close", () => {
        this.sessions.delete(session);
        release();
      });
    });
  }

  /** Listens, and answers the port it got. Throws the system's error when the port is taken. */
  async listen(host: string, port: number): Promise<number> {
    return listen(this.server, host, port);
  }

  /** Stops listening and cuts every connection; running pushes end with this reason. */
  async close(reason: string): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const session of this.sessions) session.cut({ code: 0, reason });
    await closed;
  }
}
