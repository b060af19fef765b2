import path from "node:path";
import { txSecret } from "../live/signature";
import { Child } from "./child";
import type { Secrets } from "./secrets";

const TEN_YEARS_SECONDS = 315_360_000;

/** The built-in channel: pushes the clip into the ingest by the same road as OBS. */
export function channelChild(
  root: string,
  file: string,
  secrets: Secrets,
  pushServer: string,
  onGivenUp: (name: string) => void,
): Child {
  const txTime = (Math.floor(Date.now() / 1000) + TEN_YEARS_SECONDS).toString(16).toUpperCase();
  const signature = txSecret(secrets.live.pushKey, secrets.streamName, txTime);
  const config = {
    pushUrl: `${pushServer}/${secrets.streamName}?txSecret=${signature}&txTime=${txTime}`,
    clipPath: path.join(root, "emulators/live/channel/clip.flv"),
  };
  return new Child({
    name: "channel",
    command: [process.execPath, file],
    env: { ...process.env, EMULATOR_CONFIG: JSON.stringify(config) },
    onGivenUp,
  });
}
