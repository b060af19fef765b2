import { CONNECT, type FanClient, type FanTarget } from "./fanout-protocols";
import { markedText, type Received, Tally } from "./fanout-tally";

// The load generator: a process of its own, told over IPC what to do. It holds the clients of one server at a time.

export interface JoinOrder {
  order: "join";
  target: FanTarget;
  /** Numbers of the first client and of the one after the last. */
  from: number;
  to: number;
  /** Texts that will be published at most. */
  texts: number;
  /** After this long no more join. */
  mostSeconds: number;
}
export interface PublishOrder {
  order: "publish";
  perSecond: number;
  seconds: number;
  /** The times of texts before this one are not counted: programs are slow in their first second. */
  timedFromId: number;
  /** For the rest to arrive. */
  drainSeconds: number;
  /** So many times a share of the clients loses the network for so long. */
  drops?: { times: number; share: number; ms: number };
}
export type Order = JoinOrder | PublishOrder | { order: "leave" };

export interface Joined {
  count: number;
  seconds: number;
}
export interface Published extends Received {
  published: number;
  cpuSeconds: number;
}

const JOINED_AT_ONCE = 50;

let clients: FanClient[] = [];
let tally = new Tally(0, 0);

async function join({ target, from, to, texts, mostSeconds }: JoinOrder): Promise<Joined> {
  if (from === 0) tally = new Tally(to, texts);
  const startedMs = performance.now();
  let next = from;
  const lane = async () => {
    while (next < to && performance.now() - startedMs < mostSeconds * 1000) {
      const index = next++;
      clients[index] = await CONNECT[target.kind](target, `fan_${index}`, (data) => tally.read(index, data));
    }
  };
  await Promise.all(Array.from({ length: JOINED_AT_ONCE }, lane));
  return { count: next - from, seconds: (performance.now() - startedMs) / 1000 };
}

/** The first client writes, and all read. Sends what is due by the clock, so that a late timer does not lower the rate. */
async function publish({ perSecond, seconds, timedFromId, drainSeconds, drops }: PublishOrder): Promise<Published> {
  const cpu = process.cpuUsage();
  tally.timedFromId = timedFromId;
  const total = Math.round(perSecond * seconds);
  const startedMs = performance.now();
  const dropping = drops ? lose(drops, seconds) : Promise.resolve();
  let published = 0;
  while (published < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startedMs) / 1000) * perSecond) + 1);
    while (published < due) clients[0]?.send(markedText(published++));
    await sleep(1);
  }
  await dropping;
  const until = performance.now() + drainSeconds * 1000;
  while (tally.result().delivered < total * clients.length && performance.now() < until) await sleep(20);
  if (drops) await sleep(1_000); // a late repeat would be a duplicate
  const { user, system } = process.cpuUsage(cpu);
  return { ...tally.result(), published, cpuSeconds: (user + system) / 1e6 };
}

/** All but the writer take part. Each time others are drawn, and the time between two losses is the rest. */
async function lose({ times, share, ms }: NonNullable<PublishOrder["drops"]>, seconds: number): Promise<void> {
  const everyMs = (seconds * 1000) / times;
  for (let time = 0; time < times; time += 1) {
    const beganMs = performance.now();
    const unlucky = clients.slice(1).filter(() => Math.random() < share);
    await Promise.all(unlucky.map((client) => client.interrupt(ms)));
    await sleep(Math.max(0, beganMs + everyMs - performance.now()));
  }
}

function leave(): void {
  for (const client of clients) client.close();
  clients = [];
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function obey(order: Order): Promise<Joined | Published | null> {
  if (order.order === "join") return join(order);
  if (order.order === "publish") return publish(order);
  leave();
  return null;
}

process.on("message", (order: Order) => {
  obey(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
