import path from "node:path";
import { ensureWorker } from "../edge/build";
import { ensureBuild, ensureClient } from "./runner/build";
import { bundleEmulators } from "./runner/bundle";
import { channelChild } from "./runner/channel";
import { startControlFront } from "./runner/control-front";
import { migrate, seed } from "./runner/database";
import { assertFree } from "./runner/ports";
import { reportLines } from "./runner/report";
import { describeRuntime, removeRuntimeFile, writeRuntimeFile } from "./runner/runtime-file";
import { openSecrets, type Secrets } from "./runner/secrets";
import { startServices } from "./runner/services";
import { readSettings, type Settings } from "./runner/settings";
import { type Mode, webChild } from "./runner/web";

const root = path.resolve(import.meta.dirname, "..");

/** Things to stop, in the order in which they were started. */
const running: { stop(): Promise<void> }[] = [];
let stopping: Promise<never> | undefined;

/** Stops everything, the newest first, and ends this process. */
function stop(code: number): Promise<never> {
  stopping ??= (async () => {
    for (const part of running.reverse()) await part.stop().catch((error: unknown) => console.error(String(error)));
    process.exit(code);
  })();
  return stopping;
}

function giveUp(name: string): void {
  console.error(`${name} keeps stopping. Its own words are above. Hiroba ends.`);
  void stop(1);
}

async function checkPorts({ HOST, PORT, CHAT_PORT, LIVE_HTTP_PORT, RTMP_PORT, emulate }: Settings): Promise<void> {
  await assertFree(HOST, PORT, "PORT");
  if (emulate.chat) await assertFree(HOST, CHAT_PORT, "CHAT_PORT");
  if (emulate.live) await assertFree(HOST, LIVE_HTTP_PORT, "LIVE_HTTP_PORT");
  if (emulate.live) await assertFree(HOST, RTMP_PORT, "RTMP_PORT");
}

function appEnvironment(settings: Settings, secrets: Secrets, emulated: Record<string, string | undefined>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...emulated,
    AUTH_URL: settings.siteUrl,
    AUTH_SECRET: process.env.AUTH_SECRET || secrets.authSecret,
    AUTH_TRUST_HOST: "true",
  };
}

/** What must be built before the app is served. The seed needs the client for Node in any case. */
const builders: Record<Mode, (root: string) => Promise<void>> = {
  start: ensureBuild,
  dev: ensureClient,
  edge: async (root) => {
    await ensureClient(root);
    await ensureWorker();
  },
};

/** Starts the whole platform and returns when it is ready. It then runs until a signal stops it. */
async function start(mode: Mode): Promise<void> {
  const settings = readSettings(process.env, root);
  await checkPorts(settings);
  const secrets = await openSecrets(settings.dataDir);
  // Before the services: a vendor that waits long for an app that is being built gives up telling it what happened.
  await builders[mode](root);
  const bundle = await bundleEmulators(root);
  let announce = async () => {};
  const services = await startServices(settings, secrets, bundle, { onGivenUp: giveUp, onRestart: () => void announce() });
  running.push(...services.children);
  const env = appEnvironment(settings, secrets, services.env);
  if (env.DATABASE_URL) await migrate(root, env.DATABASE_URL);
  if (settings.emulate.database) {
    const seedAccounts = JSON.stringify(secrets.accounts);
    await seed(root, { ...env, SEED_ACCOUNTS: seedAccounts, SEED_STREAM_NAME: secrets.streamName });
  }
  const web = webChild(root, mode, settings, env, { onGivenUp: giveUp, onRestart: () => void announce() });
  running.push(web);
  await web.start();
  const children = [...services.children, web];
  const control = await startControlFront(secrets.controlToken, services.controls);
  running.push({ stop: control.close });
  if (settings.emulate.live) await waitUntilTold(control.url, secrets.controlToken);
  if (settings.emulate.database && settings.emulate.live) {
    const channel = channelChild(root, bundle.channel, secrets, env.LIVE_PUSH_URL ?? "", giveUp);
    running.push(channel);
    children.push(channel);
    await channel.start();
  }
  const controlAccess = { url: control.url, token: secrets.controlToken };
  announce = () => writeRuntimeFile(settings.dataDir, describeRuntime(settings, secrets, env, controlAccess, children));
  await announce();
  running.push({ stop: () => removeRuntimeFile(settings.dataDir) });
  console.log(reportLines(settings, secrets, env).join("\n"));
  console.log("Ready");
}

/** Waits until the app has heard of every stream that ended while it was away, so that none is shown as live. */
async function waitUntilTold(controlUrl: string, token: string): Promise<void> {
  for (;;) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${controlUrl}/emulator/live/callbacks`, { method: "POST", headers });
    const { waiting } = (await answer.json()) as { waiting: number };
    if (waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

process.once("SIGINT", () => void stop(0));
process.once("SIGTERM", () => void stop(0));
process.once("SIGHUP", () => void stop(0));

const mode = process.argv[2];
try {
  if (mode === "build") await ensureBuild(root, { force: true });
  else if (mode === "client") await ensureClient(root);
  else if (mode === "start" || mode === "dev" || mode === "edge") await start(mode);
  else throw new Error("usage: emulators/run.ts start | dev | edge | build | client");
} catch (error) {
  if (!stopping) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    await stop(1);
  }
}
