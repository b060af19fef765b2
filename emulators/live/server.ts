import { startControl } from "../control";
import { Clock, type RunningEmulator } from "../process";
import { AddressLimit } from "./address-limit";
import { Callbacks } from "./callbacks";
import type { LiveConfig } from "./config";
import { controlActions } from "./control";
import { FlvServer } from "./flv-http";
import { Ingest } from "./ingest";
import { Journal } from "./journal";
import { listen } from "./listen";
import { RtmpServer } from "./rtmp/server";

const LAST_CALLBACKS_MS = 1000;

/**
 * Starts the stand-in of Tencent CSS: RTMP in, HTTP-FLV out, callbacks for push start and push end.
 * Pushes left open by a killed process are reported ended before the first new one is taken.
 */
export async function startLiveEmulator(config: LiveConfig): Promise<RunningEmulator> {
  const clock = new Clock();
  const journal = new Journal(config.dataDir);
  const callbacks = new Callbacks(config.callback, journal, clock);
  const ingest = new Ingest(config, { clock, journal, callbacks });
  const { appName, idleMs, setupMs, host, maxConnectionsPerAddress } = config;
  const options = { appName, idleMs, setupMs, publish: ingest.publish.bind(ingest) };
  const rtmp = new RtmpServer(options, new AddressLimit(maxConnectionsPerAddress));
  const flv = new FlvServer(config, ingest, clock, new AddressLimit(maxConnectionsPerAddress));
  const httpPort = await listen(flv.server, host, config.httpPort);
  const control = await startControl(config.controlToken, controlActions(ingest, callbacks, clock));
  const rtmpPort = await rtmp.listen(host, config.rtmpPort);
  ingest.recover(callbacks); // the port is ours, and no connection is taken before this turn of the event loop ends
  return {
    ready: {
      rtmp: config.publicRtmp ?? `rtmp://${host}:${rtmpPort}/${appName}`,
      http: config.publicHttp ?? `http://${host}:${httpPort}/${appName}`,
      control: control.url,
    },
    close: async () => {
      await rtmp.close("server stopped");
      await Promise.all([flv.close(), control.close(), callbacks.stop(LAST_CALLBACKS_MS)]);
    },
  };
}
