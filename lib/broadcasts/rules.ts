import type { BroadcastCommand, BroadcastStatus, BroadcastView } from "./schema";

/** What each state can be turned into by hand. */
const turns: Record<BroadcastStatus, Partial<Record<BroadcastCommand, BroadcastStatus>>> = {
  running: { pause: "paused", cancel: "cancelled" },
  paused: { resume: "running", cancel: "cancelled" },
  // What is told can still be taken down before its time is over.
  done: { cancel: "cancelled" },
  cancelled: {},
};

/** The state after a command, or null where it means nothing. */
export function statusAfter(status: BroadcastStatus, command: BroadcastCommand): BroadcastStatus | null {
  return turns[status][command] ?? null;
}

/** How many rooms have their result, and of how many. */
export function progressOf({ rooms }: Pick<BroadcastView, "rooms">): { settled: number; total: number } {
  const { waiting, queued, delivered, refused, cancelled } = rooms;
  const settled = delivered + refused + cancelled;
  return { settled, total: settled + waiting + queued };
}
