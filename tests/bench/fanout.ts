import { type ChildProcess, fork } from "node:child_process";
import { type Metrics, median, note, rounded, sleep } from "./benchmark";
import type { Joined, Order, Published } from "./fanout-clients";
import type { TargetKind } from "./fanout-protocols";
import { type Bundles, bundle, message, type RunningTarget, residentKb, startTarget } from "./fanout-targets";
import { cpuSeconds } from "./processes";

const CLIENTS = 500;
const PER_SECOND = 200;
const SECONDS = 6;
/** Not counted in the times. */
const WARM_SECONDS = 1;
const SETTLE_MS = 10_000;
const IDLE_CLIENTS = 1_000;
/** Joined before memory is looked at, so that what a first client costs is not counted for the others. */
const WARM_CLIENTS = 50;
const ROUNDS = 3;
const KINDS: readonly TargetKind[] = ["hiroba", "ws", "socketio", "nats", "prosody"];
/** Each join takes it longer than the one before, so one round of it has to do. */
const ONCE: readonly TargetKind[] = ["prosody"];
const MOST_JOIN_SECONDS = 90;

export const about =
  `${CLIENTS} clients in one room, one of them writes ${PER_SECOND} texts of 130 bytes a second for ${SECONDS} s (limit lifted); ids are counted for each ` +
  "client. Server and load generator are one process each. `cpuMicrosPerDelivery` is the server's processor time from the first text to the last " +
  `delivery; \`kbPerConnection\` the growth of its resident memory by ${IDLE_CLIENTS} idle joined clients after ten seconds, \`join1000Seconds\` the time until they ` +
  "have. Ours carries the SDK's items of 600 bytes around each text, polls as the SDK does and knows who has joined; `ws` and `socketio` send the " +
  "bare text to every socket, `nats` publishes on a subject, `prosody` is a multi-user chat without presence. Peers alternate with ours; " +
  `medians of ${ROUNDS} rounds, of \`prosody\` one. Joins end after ${MOST_JOIN_SECONDS} s.`;

export async function measure(): Promise<Metrics> {
  const bundles = await bundle();
  const runs = new Map<TargetKind, Figures[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const kind of round === 0 ? KINDS : KINDS.filter((one) => !ONCE.includes(one))) {
      const figures = await measureKind(kind, bundles);
      if (figures) runs.set(kind, [...(runs.get(kind) ?? []), figures]);
    }
  }
  const all = Object.fromEntries(KINDS.map((kind) => [kind, middle(runs.get(kind) ?? [])]));
  const { hiroba, ...peers } = all;
  return { ...hiroba, peers };
}

type Figures = Record<string, number | null>;

/** The median of each figure; null when there was no run. */
function middle(runs: readonly Figures[]): Figures | null {
  const [first] = runs;
  if (!first) return null;
  const of = (name: string) => runs.map((run) => run[name]).filter((value): value is number => typeof value === "number");
  return Object.fromEntries(Object.keys(first).map((name) => [name, of(name).length > 0 ? rounded(median(of(name))) : null]));
}

async function measureKind(kind: TargetKind, bundles: Bundles): Promise<Figures | null> {
  const idle = await withClients(kind, bundles, measureIdle);
  const busy = idle && (await withClients(kind, bundles, measureBusy));
  return busy && { clients: CLIENTS, ratePerSecond: PER_SECOND, ...busy, ...idle };
}

/** A fresh server and a fresh load generator for one measurement; null when the server is not to be had. */
export async function withClients<T>(
  kind: TargetKind,
  bundles: Bundles,
  run: (target: RunningTarget, clients: Clients) => Promise<T>,
): Promise<T | null> {
  const target = await startTarget(kind, bundles, IDLE_CLIENTS + WARM_CLIENTS);
  if (!target) return null;
  const clients = new Clients(fork(bundles.clients, { execArgv: [], stdio: "inherit" }));
  try {
    return await run(target, clients);
  } finally {
    clients.end();
    await target.stop();
  }
}

/** The load generator, seen from here. */
export class Clients {
  constructor(private readonly child: ChildProcess) {}

  /** Gives an order and waits for what came of it. */
  async tell<T extends Joined | Published | null>(order: Order): Promise<T> {
    const answer = message<{ result: T; error?: string }>(this.child);
    this.child.send(order);
    const { result, error } = await answer;
    if (error) throw new Error(`load generator: ${error}`);
    return result;
  }

  end(): void {
    this.child.kill("SIGKILL");
  }
}

async function measureIdle(target: RunningTarget, clients: Clients): Promise<Figures> {
  await clients.tell({ order: "join", target, from: 0, to: WARM_CLIENTS, texts: 0, mostSeconds: MOST_JOIN_SECONDS });
  await sleep(1_000);
  const before = residentKb(target.pid);
  const idle = { from: WARM_CLIENTS, to: WARM_CLIENTS + IDLE_CLIENTS, texts: 0, mostSeconds: MOST_JOIN_SECONDS };
  const joined: Joined = await clients.tell({ order: "join", target, ...idle });
  await sleep(SETTLE_MS);
  const after = residentKb(target.pid);
  const kbPerConnection = before === null || after === null ? null : (after - before) / joined.count;
  note(`${target.kind}: ${joined.count} joins in ${joined.seconds.toFixed(2)} s, ${kbPerConnection?.toFixed(1)} kB each`);
  return { kbPerConnection, join1000Seconds: joined.count < IDLE_CLIENTS ? null : joined.seconds };
}

async function measureBusy(target: RunningTarget, clients: Clients): Promise<Figures> {
  const texts = PER_SECOND * SECONDS;
  const join = { order: "join", target, from: 0, to: CLIENTS, texts, mostSeconds: MOST_JOIN_SECONDS } as const;
  const { count }: Joined = await clients.tell(join);
  if (count < CLIENTS) note(`${target.kind}: only ${count} clients could join`);
  await sleep(1_000);
  const before = cpuSeconds([target.pid]);
  const order = {
    order: "publish",
    perSecond: PER_SECOND,
    seconds: SECONDS,
    timedFromId: PER_SECOND * WARM_SECONDS,
    drainSeconds: 20,
  } as const;
  const result: Published = await clients.tell(order);
  const after = cpuSeconds([target.pid]);
  const { delivered, duplicates, disordered, p50Ms, p99Ms } = result;
  const cpuMicrosPerDelivery = before === null || after === null ? null : ((after - before) * 1e6) / delivered;
  note(
    `${target.kind}: ${delivered} of ${texts * CLIENTS} delivered, ${duplicates} twice, ${disordered} out of order, p50 ${p50Ms} ms, p99 ${p99Ms} ms, ` +
      `server ${cpuMicrosPerDelivery?.toFixed(2)} us a delivery, generator ${((result.cpuSeconds * 1e6) / delivered).toFixed(2)} us`,
  );
  return { deliveredShare: delivered / (texts * CLIENTS), duplicates, p50Ms, p99Ms, cpuMicrosPerDelivery };
}
