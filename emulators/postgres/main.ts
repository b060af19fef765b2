import { mkdir } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { z } from "zod";
import { runEmulator } from "../process";

const config = z.strictObject({ host: z.string(), port: z.int(), dataDir: z.string() });

const MAX_CONNECTIONS = 50;

await runEmulator(config, async ({ host, port, dataDir }) => {
  await mkdir(dataDir, { recursive: true });
  const database = await PGlite.create({ dataDir });
  const server = new PGLiteSocketServer({ db: database, host, port, maxConnections: MAX_CONNECTIONS });
  await server.start();
  return {
    ready: { url: `postgres://postgres:postgres@${server.getServerConn()}/postgres` },
    close: async () => {
      await server.stop();
      await database.close();
    },
  };
});
