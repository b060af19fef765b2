import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { run } from "./command";

/** Brings the database to the newest schema. The Prisma CLI takes seconds to start, so it is asked only when something is missing. */
export async function migrate(root: string, databaseUrl: string): Promise<void> {
  if (await isUpToDate(root, databaseUrl)) return;
  const env = { ...process.env, DATABASE_URL: databaseUrl, CHECKPOINT_DISABLE: "1" }; // it asks its maker for news otherwise
  await run(root, process.execPath, ["node_modules/prisma/build/index.js", "migrate", "deploy"], env, "quiet");
}

/** True when every migration in the repository was applied as it is now. */
async function isUpToDate(root: string, databaseUrl: string): Promise<boolean> {
  const applied = await appliedMigrations(databaseUrl);
  const folder = path.join(root, "prisma/migrations");
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.filter((one) => one.isDirectory())) {
    const script = await readFile(path.join(folder, entry.name, "migration.sql"));
    if (applied.get(entry.name) !== createHash("sha256").update(script).digest("hex")) return false;
  }
  return true;
}

async function appliedMigrations(databaseUrl: string): Promise<Map<string, string>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect().catch((error: Error) => {
    throw new Error(`DATABASE_URL: cannot connect (${error.message}). Check its address, user and password.`);
  });
  try {
    const table = await client.query(`SELECT to_regclass('"_prisma_migrations"') AS name`);
    if (table.rows[0].name === null) return new Map();
    const rows = await client.query(`SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL`);
    return new Map(rows.rows.map((row) => [row.migration_name, row.checksum]));
  } finally {
    await client.end();
  }
}

/** Fills an empty embedded database with demo content; asks the database first, because starting the script takes a second. */
export async function seed(root: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const client = new Client({ connectionString: environment.DATABASE_URL });
  await client.connect();
  const users = await client.query(`SELECT 1 FROM "User" LIMIT 1`);
  await client.end();
  if (users.rowCount !== 0) return;
  const args = ["--conditions=react-server", "--import", "tsx", "prisma/seed.ts"];
  await run(root, process.execPath, args, environment, "quiet");
}
