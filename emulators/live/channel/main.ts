import { z } from "zod";
import { runEmulator } from "../../process";
import { startChannel } from "./channel";

const channelConfig = z.object({
  /** Where to push, with key and signature in it; the signature must outlive the process, or a reconnect is refused. */
  pushUrl: z.url({ protocol: /^rtmp$/ }),
  /** Where clip.flv is, when this program was bundled away from it. */
  clipPath: z.string().optional(),
});

await runEmulator(channelConfig, startChannel);
