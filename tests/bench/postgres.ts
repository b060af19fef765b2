import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { freePort } from "../../emulators/runner/ports";
import { note, sleep } from "./benchmark";

const START_MS = 30_000;

/** Where Debian's packages put the programs that are not in the path. */
const DEBIAN = "/usr/lib/postgresql";

export interface PostgresServer {
  url: string;
  stop(): Promise<void>;
}

/** A PostgreSQL server with its own settings, in an empty directory; null, with a note, where it is not installed. */
export async function startPostgres(): Promise<PostgresServer | null> {
  const bin = programs();
  if (bin === null) {
    note("PostgreSQL is not installed (Debian: apt-get install postgresql); its figures are left out");
    return null;
  }
  const dir = await mkdtemp(path.join(os.tmpdir(), "hiroba-postgres-"));
  const owner = await giveAway(dir);
  const made = spawnSync(path.join(bin, "initdb"), ["-D", dir, "-U", "postgres", "-A", "trust", "-E", "UTF8"], { ...owner });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const args = ["-D", dir, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-k", dir];
  const server = spawn(path.join(bin, "postgres"), args, { stdio: "ignore", ...owner });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    await ended(server);
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await answering(url, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

function programs(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const places = [...versions.map((version) => path.join(DEBIAN, version, "bin")), ...(process.env.PATH ?? "").split(":")];
  return places.find((place) => existsSync(path.join(place, "initdb"))) ?? null;
}

/** PostgreSQL refuses to run as root; root gives the directory to the package's user. */
async function giveAway(dir: string): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (which: string) => Number(spawnSync("id", [which, "postgres"], { encoding: "utf8" }).stdout.trim());
  const owner = { uid: idOf("-u"), gid: idOf("-g") };
  chownSync(dir, owner.uid, owner.gid);
  return owner;
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + START_MS; ; await sleep(50)) {
    const client = new Client({ connectionString: url });
    const isThere = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (isThere) return;
    if (server.exitCode !== null || Date.now() > deadline) throw new Error("PostgreSQL did not start");
  }
}

function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    server.kill("SIGINT");
  });
}
