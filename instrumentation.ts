const ROUND_MS = 1_000;

/** Runs once in each server process: stops it when the configuration is wrong, then starts its upkeep. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("./lib/env");
  const { maintenanceToken } = await import("./lib/maintenance-token");
  const { PORT } = env();
  const headers = { authorization: `Bearer ${await maintenanceToken()}` };
  // Through a request of its own, because cached pages can only be expired inside one.
  const round = async () => {
    try {
      await fetch(`http://127.0.0.1:${PORT}/api/maintenance`, { method: "POST", headers, cache: "no-store" });
    } catch {
      // Not listening yet, or stopping: the next round tries again.
    }
    setTimeout(round, ROUND_MS).unref();
  };
  setTimeout(round, ROUND_MS).unref();
}
