import "server-only";
import { env } from "../env";
import { getStreamState, isLiveApiOn } from "./api";
import { flvPullUrl, steadyExpiry, streamKey } from "./urls";

const DAY_SECONDS = 86_400;
const PUSH_DAYS = 30;

/** Where an encoder sends to: the server and the stream key as OBS names them. The key is good for at least 30 days. */
export function pushAddress(streamName: string, nowMs: number): { server: string; streamKey: string } {
  const expiry = steadyExpiry(Math.floor(nowMs / 1000), PUSH_DAYS * DAY_SECONDS, DAY_SECONDS);
  return { server: env().LIVE_PUSH_URL, streamKey: streamKey(env().LIVE_PUSH_KEY, streamName, expiry) };
}

const CHECK_TIMEOUT_MS = 4_000;

/** Whether a stream arrives now; null when that cannot be told, because nobody answers or the answer is another. */
export async function isStreamThere(streamName: string, nowMs: number): Promise<boolean | null> {
  try {
    if (isLiveApiOn()) return (await getStreamState(streamName)) === "active";
    const answer = await fetch(pullUrl(streamName, nowMs), { cache: "no-store", signal: AbortSignal.timeout(CHECK_TIMEOUT_MS) });
    await answer.body?.cancel();
    if (answer.status === 404) return false;
    return answer.ok ? true : null;
  } catch {
    return null;
  }
}

/** Where viewers read a stream from; good for at least 12 hours. */
export function pullUrl(streamName: string, nowMs: number): string {
  const expiry = steadyExpiry(Math.floor(nowMs / 1000), DAY_SECONDS / 2, DAY_SECONDS / 4);
  return flvPullUrl(env().LIVE_PULL_URL, env().LIVE_PULL_KEY, streamName, expiry);
}
