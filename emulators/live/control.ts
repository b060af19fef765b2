import { z } from "zod";
import type { ControlAction } from "../control";
import type { Clock } from "../process";
import type { ApiServer } from "./api/server";
import type { Callbacks } from "./callbacks";
import type { Ingest } from "./ingest";
import type { Publication } from "./publication";
import type { Recordings } from "./recording/recordings";

const named = z.object({ stream: z.string() });
const clockInput = z.object({ offsetMs: z.number() });
const faultInput = z.object({
  callbackDown: z.boolean().optional(),
  refusePush: z.boolean().optional(),
  apiDown: z.boolean().optional(),
});

interface Controlled {
  ingest: Ingest;
  callbacks: Callbacks;
  recordings: Recordings;
  clock: Clock;
  api: ApiServer | null;
}

/** The control actions of the live emulator, for tests and operators. */
export function controlActions({ ingest, callbacks, recordings, clock, api }: Controlled): Record<string, ControlAction> {
  const find = (body: unknown): Publication => {
    const { stream } = named.parse(body);
    const publication = ingest.live(stream);
    if (!publication) throw new RangeError(`the stream ${stream} is not live`);
    return publication;
  };
  return {
    state: () => ({ streams: ingest.all().map(describe) }),
    drop: (body) => find(body).request.cut({ code: 0, reason: "dropped by control" }),
    dropViewers: (body) => find(body).stream.dropViewers(),
    clock: (body) => {
      clock.offsetMs = clockInput.parse(body).offsetMs;
      return { nowMs: clock.nowMs() };
    },
    fault: (body) => {
      const fault = faultInput.parse(body);
      callbacks.isDown = fault.callbackDown ?? callbacks.isDown;
      ingest.refusesPush = fault.refusePush ?? ingest.refusesPush;
      if (api) api.isDown = fault.apiDown ?? api.isDown;
      return { callbackDown: callbacks.isDown, refusePush: ingest.refusesPush, apiDown: api?.isDown ?? false };
    },
    calls: () => ({ calls: api?.recent ?? [] }),
    recordings: () => ({ recordings: recordings.list() }),
    callbacks: () => ({ waiting: callbacks.waiting, deliveries: callbacks.recent }),
    reset: () => {
      for (const publication of ingest.all()) publication.discard({ code: 0, reason: "reset by control" });
      callbacks.reset();
      ingest.refusesPush = false;
      if (api) api.isDown = false;
      clock.offsetMs = 0;
    },
  };
}

function describe(publication: Publication) {
  const { stream, request } = publication;
  return {
    stream: request.streamName,
    isLive: publication.isLive,
    sequence: publication.sequence,
    sinceMs: publication.startedMs,
    silentMs: Math.round(publication.silentMs()),
    viewers: stream.viewerCount,
    hasAudio: stream.hasAudio,
    hasVideo: stream.hasVideo,
    ...stream.size,
    ...stream.rates(),
  };
}
