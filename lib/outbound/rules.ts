import ipaddr from "ipaddr.js";

/** Why an address outside is not asked, or gave nothing; the key of a sentence in `studio.fault`. */
export type OutboundFault =
  | "bad_address"
  | "not_https"
  | "has_password"
  | "private_address"
  | "unreachable"
  | "too_many_redirects"
  | "answer_too_large";

/** Names that may be asked although they are in our own network, and over http: `host:port`, as an operator lists them. */
export type AllowedHosts = ReadonlySet<string>;

/** Reads the operator's list: `host:port` separated by commas or spaces. */
export function parseAllowedHosts(text: string): AllowedHosts {
  return new Set(text.split(/[\s,]+/).filter(Boolean));
}

/** True when the operator lets this very host and port through. */
export function isAllowedHost(url: URL, allowed: AllowedHosts): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return allowed.has(`${url.hostname}:${port}`);
}

/** What is wrong with an address before anything is asked, or null. Where its name leads is judged by `isPublicAddress`. */
export function addressFault(url: URL, allowed: AllowedHosts): OutboundFault | null {
  if (url.username || url.password) return "has_password";
  if (isAllowedHost(url, allowed) && (url.protocol === "http:" || url.protocol === "https:")) return null;
  if (url.protocol !== "https:") return "not_https";
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(literal) && !isPublicAddress(literal) ? "private_address" : null;
}

/** Where IPv6 addresses of the internet are; everything outside is local, reserved or a way to write something else. */
const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3");

/**
 * True for an address of the public internet. Addresses that carry an IPv4 address inside (mapped, NAT64) are judged by it;
 * tunnels (6to4, Teredo) and whatever is reserved, shared, local or unknown are not public.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return address.range() === "unicast";
  const range = address.range();
  if (range === "ipv4Mapped" || (range === "rfc6052" && address.toNormalizedString().startsWith("64:ff9b:0:0:0:0:"))) {
    return isPublicAddress(address.toByteArray().slice(12).join("."));
  }
  return range === "unicast" && address.match(GLOBAL_UNICAST);
}
