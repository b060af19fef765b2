import ipaddr from "ipaddr.js";

export type RestrictionKind = "mute" | "ban";

/** Who is held back: an account, a browser, or a range of addresses. */
export type Subject = { userId: string } | { deviceHash: string } | { addressRange: string };

/** What a request shows of where it comes from. */
export interface Traces {
  address: string | null;
  deviceHash: string | null;
}

/** Of somebody who is known by the account alone. */
export const NO_TRACES: Traces = { address: null, deviceHash: null };

/** A kick keeps somebody out for so long: time enough that a page which comes back by itself does not undo it. */
export const KICK_SECONDS = 60;

/** With a ban of somebody, the address that they were seen with last is kept out for so long at most: it may be others' tomorrow. */
const ADDRESS_TRACE_MS = 86_400_000;

/** The durations that the menus offer, in seconds; null is until somebody lifts it. */
export const durationChoices = [600, 3_600, 86_400, 604_800, null] as const;

/** The shortest prefixes that may be kept out: a wider range would shut out a whole country by a slip. */
const WIDEST = { ipv4: 8, ipv6: 16 } as const;
/** Nobody is narrower than this: each IPv6 customer has a /64 at least and changes within it at will. */
const NARROWEST_IPV6 = 64;

type Address = ReturnType<typeof ipaddr.process>;

/**
 * A range of addresses as it is stored, `address/bits` with the bits behind the prefix cleared; null when the text is none,
 * or one that is too wide. A lone address stands for itself, an IPv6 one for its /64.
 */
export function parseRange(text: string): string | null {
  const [written = "", bitsText, ...rest] = text.trim().split("/");
  if (rest.length > 0 || (bitsText !== undefined && !/^\d{1,3}$/.test(bitsText))) return null;
  const address = parseAddress(written);
  if (!address) return null;
  const kind = address.kind();
  const longest = kind === "ipv4" ? 32 : NARROWEST_IPV6;
  // A mapped address is written in 128 bits, of which the last 32 count.
  const isMapped = kind === "ipv4" && written.includes(":");
  const given = bitsText === undefined ? longest : Number(bitsText) - (isMapped ? 96 : 0);
  if (given < WIDEST[kind] || given > (kind === "ipv4" ? 32 : 128)) return null;
  return prefixOf(address, Math.min(given, longest));
}

/** Every range of those that `parseRange` gives which an address is in, narrowest first; none for what is no address. */
export function rangesOf(text: string): string[] {
  const address = parseAddress(text);
  if (!address) return [];
  const kind = address.kind();
  const ranges: string[] = [];
  for (let bits = kind === "ipv4" ? 32 : NARROWEST_IPV6; bits >= WIDEST[kind]; bits--) ranges.push(prefixOf(address, bits));
  return ranges;
}

/** IPv4 in its four-part form alone: `1` and `0x7f.1` are slips of the hand, not addresses. */
function parseAddress(text: string): Address | null {
  const isWritten = ipaddr.IPv4.isValidFourPartDecimal(text) || (text.includes(":") && ipaddr.IPv6.isValid(text));
  return isWritten && !text.includes("%") ? ipaddr.process(text) : null;
}

function prefixOf(address: Address, bits: number): string {
  const bytes = address.toByteArray().map((byte, index) => byte & maskOf(bits - index * 8));
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}

/** The byte whose first bits are set, as many as are left. */
function maskOf(bitsLeft: number): number {
  if (bitsLeft >= 8) return 0xff;
  return bitsLeft <= 0 ? 0 : (0xff << (8 - bitsLeft)) & 0xff;
}

/** The field of a hash of restrictions (`lib/keys.ts`) that holds one. */
export function fieldOf(kind: RestrictionKind, subject: Subject): string {
  if ("userId" in subject) return `${kind}:u:${subject.userId}`;
  return "deviceHash" in subject ? `${kind}:d:${subject.deviceHash}` : `${kind}:n:${subject.addressRange}`;
}

/** The fields in which a ban of where somebody comes from would be. */
export function traceFields({ address, deviceHash }: Traces): string[] {
  const device = deviceHash ? [fieldOf("ban", { deviceHash })] : [];
  return [...device, ...(address ? rangesOf(address) : []).map((addressRange) => fieldOf("ban", { addressRange }))];
}

/** When what begins now ends, in Unix milliseconds; null is until it is lifted. */
export function untilOf(seconds: number | null, nowMs: number): number | null {
  return seconds === null ? null : nowMs + seconds * 1_000;
}

/** When a ban of what somebody was seen with ends, of a ban of that person that ends at `untilMs`. */
export function traceUntil(trace: Subject, untilMs: number | null, nowMs: number): number | null {
  return "addressRange" in trace ? Math.min(untilMs ?? Number.POSITIVE_INFINITY, nowMs + ADDRESS_TRACE_MS) : untilMs;
}

/** True while something that ends then, or with null never by itself, holds. */
export function holdsAt(untilMs: number | null, nowMs: number): boolean {
  return untilMs === null || untilMs > nowMs;
}
