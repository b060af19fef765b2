import { startControl } from "../control";
import { Clock, type RunningEmulator } from "../process";
import { AddressLimit } from "./address-limit";
import { ApiServer } from "./api/server";
import { Callbacks } from "./callbacks";
import type { LiveConfig } from "./config";
import { controlActions } from "./control";
import { HlsStreams } from "./hls-streams";
import { Ingest } from "./ingest";
import { Journal } from "./journal";
import { listen } from "./listen";
import { MediaServer } from "./media-server";
import { Recordings } from "./recording/recordings";
import { RtmpServer } from "./rtmp/server";
import { findFfmpeg } from "./snapshots/ffmpeg";
import { Snapshots } from "./snapshots/snapshots";

const LAST_CALLBACKS_MS = 1000;

/**
 * Starts the stand-in of Tencent CSS: RTMP in, HTTP-FLV and HLS out, recordings, callbacks.
 * Pushes left open by a killed process are reported ended before the first new one is taken, and what it recorded is finished.
 */
export async function startLiveEmulator(config: LiveConfig): Promise<RunningEmulator> {
  const clock = new Clock();
  const journal = new Journal(config.dataDir);
  const callbacks = new Callbacks(config.callback, journal, clock);
  const { appName, idleMs, setupMs, host, maxConnectionsPerAddress, dataDir, pushDomain } = config;
  const streams = new HlsStreams(config.dvrWindowMs);
  let http = config.publicHttp ?? "";
  const where = { dataDir, appName, pushDomain, callbacks };
  const at = (folder: string) => () => `${http}/${folder}`;
  const recordings = new Recordings({ ...where, options: config.recording, journal, address: at("recordings") });
  const pictures = { ffmpeg: findFfmpeg(), everyMs: config.snapshotMs, clock, address: at("snapshots") };
  const snapshots = new Snapshots({ ...where, ...pictures });
  const ingest = new Ingest(config, { clock, journal, callbacks, streams, recordings, snapshots });
  const options = { appName, idleMs, setupMs, publish: ingest.publish.bind(ingest) };
  const rtmp = new RtmpServer(options, new AddressLimit(maxConnectionsPerAddress));
  const parts = { ingest, streams, recordings, snapshots, clock };
  const media = new MediaServer(config, parts, new AddressLimit(maxConnectionsPerAddress));
  const httpPort = await listen(media.server, host, config.httpPort);
  http ||= `http://${host}:${httpPort}/${appName}`;
  const api = config.api && new ApiServer(config.api, { ingest, clock, pushDomain, appName });
  const apiPort = api && (await listen(api.server, "127.0.0.1", config.api?.port ?? 0));
  const control = await startControl(config.controlToken, controlActions({ ingest, callbacks, recordings, clock, api }));
  const rtmpPort = await rtmp.listen(host, config.rtmpPort);
  ingest.recover(callbacks); // the port is ours, and no connection is taken before this turn of the event loop ends
  void recordings.recover().catch((error: unknown) => console.error("live: recordings could not be read:", error));
  return {
    ready: {
      rtmp: config.publicRtmp ?? `rtmp://${host}:${rtmpPort}/${appName}`,
      http,
      ...(apiPort ? { api: `http://127.0.0.1:${apiPort}` } : {}),
      control: control.url,
    },
    close: async () => {
      await rtmp.close("server stopped");
      await recordings.idle();
      await Promise.all([media.close(), api?.close(), control.close(), callbacks.stop(LAST_CALLBACKS_MS)]);
    },
  };
}
