import "server-only";
import { z } from "zod";
import { env } from "../env";
import { AppError } from "../errors";
import { isLiveCallbackSigned } from "./callback-sign";

const PUSH_START = 1;
const PUSH_END = 0;

/** Tencent signs for ten minutes; one more for clocks that differ. */
const LONGEST_VALIDITY_SECONDS = 660;

const envelope = z.object({
  event_type: z.coerce.number().int(),
  appid: z.coerce.number().int(),
  t: z.coerce.number().int(),
  sign: z.string(),
});

const pushEvent = z
  .object({ stream_id: z.string(), sequence: z.coerce.string(), event_time: z.coerce.number().int() })
  .transform((wire) => ({ streamName: wire.stream_id, sequence: wire.sequence, atMs: wire.event_time * 1000 }));

/** An encoder's stream began or ended. Start and end of one push share `sequence`. */
export type PushEvent = { type: "pushStarted" | "pushEnded" } & z.infer<typeof pushEvent>;

/**
 * Reads a CSS callback. Throws `forbidden` when the signature is wrong or over, `invalid_input` when the body has another
 * shape; gives null for events that are not used yet. Tencent repeats an event up to 12 times until it gets HTTP 200.
 */
export function readLiveCallback(body: unknown, nowMs: number): PushEvent | null {
  const head = envelope.safeParse(body);
  if (!head.success) throw new AppError("invalid_input", z.prettifyError(head.error));
  const { t, sign, event_type, appid } = head.data;
  const nowSeconds = Math.floor(nowMs / 1000);
  if (!isLiveCallbackSigned(env().LIVE_CALLBACK_KEY, t, sign, nowSeconds) || t > nowSeconds + LONGEST_VALIDITY_SECONDS) {
    throw new AppError("forbidden", "css callback: bad or old sign");
  }
  if (appid !== env().LIVE_APP_ID) throw new AppError("forbidden", `css callback: appid ${appid}`);
  if (event_type !== PUSH_START && event_type !== PUSH_END) return null;
  const event = pushEvent.safeParse(body);
  if (!event.success) throw new AppError("invalid_input", z.prettifyError(event.error));
  return { type: event_type === PUSH_START ? "pushStarted" : "pushEnded", ...event.data };
}
