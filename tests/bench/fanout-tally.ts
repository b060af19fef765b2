/** The SDK recognises a message among the last hundred it was given; a repeat further back would be shown. */
const RECOGNISED = 100;
const MARK = Buffer.from("fan:");
const COLON = 58;
const BUCKETS_PER_MS = 10;
const LONGEST_MS = 60_000;

/** What all clients together have received. */
export interface Received {
  delivered: number;
  /** Messages shown to a client a second time. */
  duplicates: number;
  /** Messages that came after one that was sent later. */
  disordered: number;
  p50Ms: number;
  p99Ms: number;
}

/** Text number `id`, sent now: 130 bytes. */
export function markedText(id: number): string {
  return `fan:${id}:${Math.floor(performance.now() * 10)}:`.padEnd(130, "x");
}

/** Counts marked texts by client and id, wherever they stand in what arrives. Sender and clients share a clock. */
export class Tally {
  private readonly seenAt: Uint32Array[];
  private readonly counts: Uint32Array;
  private readonly newest: Int32Array;
  private readonly histogram = new Uint32Array(LONGEST_MS * BUCKETS_PER_MS + 1);
  private delivered = 0;
  private timed = 0;
  timedFromId = 0;
  private duplicates = 0;
  private disordered = 0;

  constructor(
    clients: number,
    private readonly ids: number,
  ) {
    this.seenAt = Array.from({ length: clients }, () => new Uint32Array(ids));
    this.counts = new Uint32Array(clients);
    this.newest = new Int32Array(clients).fill(-1);
  }

  /** Reads every marked text in a piece of a client's input. Texts must not be torn between two pieces. */
  read(client: number, data: Buffer): void {
    for (let at = data.indexOf(MARK); at >= 0; at = data.indexOf(MARK, at + 4)) {
      const idEnd = data.indexOf(COLON, at + 4);
      this.note(client, digits(data, at + 4, idEnd), digits(data, idEnd + 1, data.indexOf(COLON, idEnd + 1)) / 10);
    }
  }

  private note(client: number, id: number, sentMs: number): void {
    const seenAt = this.seenAt[client];
    if (!seenAt || !(id >= 0 && id < this.ids)) throw new Error(`client ${client} received the unknown text ${id}`);
    const earlier = seenAt[id] ?? 0;
    const count = (this.counts[client] ?? 0) + 1;
    if (earlier > 0) {
      if (count - earlier >= RECOGNISED) this.duplicates += 1;
      return;
    }
    seenAt[id] = this.counts[client] = count;
    this.delivered += 1;
    if (id < (this.newest[client] ?? -1)) this.disordered += 1;
    else this.newest[client] = id;
    if (id < this.timedFromId) return;
    this.timed += 1;
    const bucket = Math.min(LONGEST_MS * BUCKETS_PER_MS, Math.max(0, Math.floor((performance.now() - sentMs) * BUCKETS_PER_MS)));
    this.histogram[bucket] = (this.histogram[bucket] ?? 0) + 1;
  }

  result(): Received {
    const { delivered, duplicates, disordered } = this;
    return { delivered, duplicates, disordered, p50Ms: this.percentile(0.5), p99Ms: this.percentile(0.99) };
  }

  private percentile(share: number): number {
    let left = Math.ceil(this.timed * share);
    for (let bucket = 0; bucket < this.histogram.length; bucket += 1) {
      left -= this.histogram[bucket] ?? 0;
      if (left <= 0) return bucket / BUCKETS_PER_MS;
    }
    return Number.NaN;
  }
}

function digits(data: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (data[at] ?? 0) - 48;
  return value;
}

/** Cuts a byte stream after its last line break, so that no text is torn: gives whole lines, keeps the rest. */
export class WholeLines {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly end: string) {}

  take(chunk: Buffer): Buffer {
    const data = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    const cut = data.lastIndexOf(this.end);
    const length = cut < 0 ? 0 : cut + this.end.length;
    this.rest = data.subarray(length);
    return data.subarray(0, length);
  }
}
