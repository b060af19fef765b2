import { mkdir } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { z } from "zod";
import { runEmulator } from "../process";
import { startPostgresServer } from "./server";

const config = z.strictObject({ host: z.string(), port: z.int(), dataDir: z.string() });

/** An app in workerd opens one for each request. */
const MAX_CONNECTIONS = 500;

await runEmulator(config, async ({ host, port, dataDir }) => {
  await mkdir(dataDir, { recursive: true });
  const database = await PGlite.create({ dataDir, extensions: { pg_trgm } });
  const server = await startPostgresServer({ host, port, maxConnections: MAX_CONNECTIONS }, database);
  return {
    ready: { url: server.url },
    close: async () => {
      await server.close();
      await database.close();
    },
  };
});
