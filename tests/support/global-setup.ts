import { rm } from "node:fs/promises";
import { startModerationApi } from "./moderation-api";
import { startOutside } from "./outside";
import { startStripeApi } from "./stripe-api";
import { startSystem } from "./system";

/** Starts one system for all tests on free ports and in an empty data directory, and stops it after them. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const [outside, stripe, tms] = await Promise.all([startOutside(), startStripeApi(), startModerationApi()]);
  process.env.HIROBA_TEST_OUTSIDE = outside.host;
  const env = { SIGN_UPS_PER_HOUR: "10000", ...stripe.env, ...tms.env, OUTBOUND_ALLOWED_HOSTS: outside.host };
  const mode = process.env.HIROBA_TEST_MODE === "edge" ? "edge" : "start";
  const system = await startSystem({ env, mode });
  process.env.HIROBA_TEST_DATA_DIR = system.dataDir;
  return async () => {
    await system.stop();
    stripe.close();
    tms.close();
    await outside.stop();
    if (process.env.HIROBA_KEEP) console.log(system.output());
    await rm(system.dataDir, { recursive: true, force: true });
  };
}
