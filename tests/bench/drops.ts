import { type Metrics, note } from "./benchmark";
import { type Clients, withClients } from "./fanout";
import type { Published } from "./fanout-clients";
import { bundle, type RunningTarget } from "./fanout-targets";

const CLIENTS = 200;
const PER_SECOND = 40;
const SECONDS = 40;
const DROPS = { times: 10, share: 0.3, ms: 2_000 };

export const about =
  `${CLIENTS} clients in one room, ${PER_SECOND} texts a second for ${SECONDS} s. Ten times a random 30 % of the clients lose the network: for 2 s nothing ` +
  "arrives and nothing leaves, then the old socket is gone and a client does as the SDK: new socket, pending requests once more, the poll with its old " +
  "key and number. `duplicates` are texts the SDK would show twice. Peer: socket.io with connection state recovery.";

export async function measure(): Promise<Metrics> {
  const bundles = await bundle();
  const ours = await withClients("hiroba", bundles, measureDrops);
  const socketio = await withClients("socketio", bundles, measureDrops);
  return { ...ours, peers: { socketio } };
}

async function measureDrops(target: RunningTarget, clients: Clients): Promise<{ deliveredShare: number; duplicates: number }> {
  const texts = PER_SECOND * SECONDS;
  await clients.tell({ order: "join", target, from: 0, to: CLIENTS, texts, mostSeconds: 60 });
  const order = {
    order: "publish",
    perSecond: PER_SECOND,
    seconds: SECONDS,
    timedFromId: 0,
    drainSeconds: 10,
    drops: DROPS,
  } as const;
  const { delivered, duplicates, disordered }: Published = await clients.tell(order);
  note(`${target.kind}: ${delivered} of ${texts * CLIENTS} delivered, ${duplicates} shown twice, ${disordered} out of order`);
  return { deliveredShare: delivered / (texts * CLIENTS), duplicates };
}
