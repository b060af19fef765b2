import "server-only";
import { env } from "../env";
import { type OutboundAnswer, type OutboundRequest, requestOutside, resolveBySystem } from "./request";
import { parseAllowedHosts } from "./rules";

/**
 * The one way to ask an address that somebody else chose. Refuses what is not https and what leads into a private network;
 * `OUTBOUND_ALLOWED_HOSTS` names exceptions. Needs a Node host. Throws `OutboundError`.
 */
export function fetchOutside(address: string, options: Partial<Omit<OutboundRequest, "address">> = {}): Promise<OutboundAnswer> {
  const standard = { method: "GET" as const, headers: {}, maxBytes: 64 * 1024, timeoutMs: 8_000 };
  const maxRedirects = options.method === "POST" ? 0 : 3;
  const world = { allowedHosts: parseAllowedHosts(env().OUTBOUND_ALLOWED_HOSTS), resolve: resolveBySystem };
  return requestOutside({ maxRedirects, ...standard, ...options, address }, world);
}
