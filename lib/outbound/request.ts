import { lookup as lookupName } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import { type AllowedHosts, addressFault, isAllowedHost, isPublicAddress, type OutboundFault } from "./rules";

/** An address outside that was not asked, or gave nothing that can be used. */
export class OutboundError extends Error {
  constructor(
    readonly fault: OutboundFault,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${fault}: ${detail}`, options);
  }
}

export interface OutboundRequest {
  address: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
  maxBytes: number;
  /** For all of it: names, redirects and the whole answer. */
  timeoutMs: number;
  maxRedirects: number;
}

export interface OutboundAnswer {
  status: number;
  contentType: string;
  bytes: Uint8Array;
}

interface Address {
  address: string;
  family: number;
}

/** What the request may reach, and how names are resolved. */
export interface OutboundWorld {
  allowedHosts: AllowedHosts;
  resolve: (hostname: string) => Promise<Address[]>;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Asks an address that somebody else chose. Every hop must be https to a name of which all addresses are public, and the
 * connection goes to the very addresses that were judged: a name that leads elsewhere a moment later changes nothing.
 * Nothing of ours is sent along, and no more than `maxBytes` is read. Throws `OutboundError`.
 */
export async function requestOutside(request: OutboundRequest, world: OutboundWorld): Promise<OutboundAnswer> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  let url = parseAddress(request.address);
  for (let hop = 0; ; hop++) {
    const answer = await ask(url, request, world, signal);
    const next = REDIRECTS.has(answer.statusCode ?? 0) ? answer.headers.location : undefined;
    if (next === undefined || request.maxRedirects === 0) return readAnswer(answer, request.maxBytes, signal);
    answer.destroy();
    if (hop >= request.maxRedirects) throw new OutboundError("too_many_redirects", url.host);
    url = parseAddress(next, url);
  }
}

/** Resolves a name as the operating system does. */
export function resolveBySystem(hostname: string): Promise<Address[]> {
  return lookupName(hostname, { all: true });
}

function parseAddress(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) throw new OutboundError("bad_address", "not an address");
  return new URL(text, base?.href);
}

async function ask(url: URL, request: OutboundRequest, world: OutboundWorld, signal: AbortSignal): Promise<IncomingMessage> {
  const fault = addressFault(url, world.allowedHosts);
  if (fault) throw new OutboundError(fault, url.host);
  const addresses = await judgedAddresses(url, world, signal);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  const options = {
    method: request.method,
    headers: { "accept-encoding": "identity", "user-agent": "Hiroba", ...request.headers },
    lookup: answerWith(addresses),
    agent: false as const,
    signal,
    maxHeaderSize: 16_384,
  };
  return new Promise((resolve, reject) => {
    const asked = send(url, options, resolve);
    asked.once("error", (cause) => reject(new OutboundError("unreachable", url.host, { cause })));
    asked.end(request.body);
  });
}

/** The addresses of a name, all of them judged: one private among them spoils it. */
async function judgedAddresses(url: URL, world: OutboundWorld, signal: AbortSignal): Promise<Address[]> {
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(hostname);
  const addresses = family ? [{ address: hostname, family }] : await resolveInTime(hostname, world, signal);
  if (addresses.length === 0) throw new OutboundError("unreachable", `${hostname} has no address`);
  const isOpen = isAllowedHost(url, world.allowedHosts) || addresses.every(({ address }) => isPublicAddress(address));
  if (!isOpen) throw new OutboundError("private_address", hostname);
  return addresses;
}

async function resolveInTime(hostname: string, world: OutboundWorld, signal: AbortSignal): Promise<Address[]> {
  const timeout = new Promise<never>((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
  try {
    return await Promise.race([world.resolve(hostname), timeout]);
  } catch (cause) {
    throw new OutboundError("unreachable", hostname, { cause });
  }
}

/** A resolver for one connection that only knows these addresses. */
function answerWith(addresses: Address[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, addresses);
    else callback(null, first?.address ?? "", first?.family);
  };
}

async function readAnswer(answer: IncomingMessage, maxBytes: number, signal: AbortSignal): Promise<OutboundAnswer> {
  const { statusCode: status = 0, headers } = answer;
  try {
    if (Number(headers["content-length"] ?? 0) > maxBytes) throw new OutboundError("answer_too_large", "announced");
    const encoding = headers["content-encoding"] ?? "identity";
    if (encoding !== "identity") throw new OutboundError("unreachable", `encoding ${encoding}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new OutboundError("answer_too_large", `more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
    signal.throwIfAborted();
    return { status, contentType: headers["content-type"] ?? "", bytes: new Uint8Array(Buffer.concat(chunks)) };
  } catch (cause) {
    if (cause instanceof OutboundError) throw cause;
    throw new OutboundError("unreachable", "the answer broke off", { cause });
  } finally {
    answer.destroy();
  }
}
