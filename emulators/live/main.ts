import { runEmulator } from "../process";
import { liveConfig } from "./config";
import { startLiveEmulator } from "./server";

await runEmulator(liveConfig, startLiveEmulator);
