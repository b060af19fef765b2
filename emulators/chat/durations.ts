import { z } from "zod";
import type { Clock } from "../process";

/** The value of a mute or ban that does not end. */
const FOREVER = 4_294_967_295;

/** Seconds as REST and the SDK give them. */
export const durationSeconds = z.int().min(0).max(FOREVER);

/** The second a duration from now ends at; one without end stays what it is. */
export function untilSeconds(clock: Clock, seconds: number): number {
  return seconds === FOREVER ? FOREVER : clock.nowSeconds() + seconds;
}

/** What is left of it, in the form it was given; 0 when it is over. */
export function leftSeconds(clock: Clock, until: number): number {
  return until === FOREVER ? FOREVER : Math.max(0, until - clock.nowSeconds());
}
