const ROUND_MS = 1_000;
const FAILURES_WORTH_TELLING = 10;

/** Runs once in each server process: stops it when the configuration is wrong, then starts its upkeep. */
export async function register(): Promise<void> {
  // Read here and not in lib/env: Next replaces it while bundling, so that the edge bundle leaves the imports below out.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("./lib/env");
  const { logError } = await import("./lib/log");
  const { maintenanceToken } = await import("./lib/maintenance-token");
  const { HOST, PORT } = env();
  const headers = { authorization: `Bearer ${await maintenanceToken()}` };
  let failures = 0;
  // Through a request of its own, because cached pages can only be expired inside one.
  const round = async () => {
    try {
      const answer = await fetch(`http://${HOST}:${PORT}/api/maintenance`, { method: "POST", headers, cache: "no-store" });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      failures = 0;
    } catch (error) {
      // Not listening yet, or stopping, or a store is away: the next round tries again.
      failures += 1;
      if (failures % FAILURES_WORTH_TELLING === 0) logError("upkeep fails", error, { failures });
    }
    setTimeout(round, ROUND_MS).unref();
  };
  setTimeout(round, ROUND_MS).unref();
}
