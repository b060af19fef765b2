// The Content Security Policy, in one place for next.config.ts and the page cache. Plain CommonJS: Next loads both unbundled.
// Not by `require`, which a worker's bundle cannot do.
const { createHash } = process.getBuiltinModule("node:crypto");

/** Addresses that the browser may connect to besides our own: chat, and the streams. */
function connectSources() {
  const addresses = [
    process.env.IM_PROXY_SERVER ?? "wss://*.im.qcloud.com wss://*.tim.qq.com",
    originOf(process.env.LIVE_PULL_URL),
  ];
  return addresses.filter(Boolean).join(" ");
}

/** Addresses that video comes from: the streams, and where Tencent keeps recordings. */
function mediaSources() {
  return [originOf(process.env.LIVE_PULL_URL), "https://*.vod2.myqcloud.com", "https://*.vod-qcloud.com"]
    .filter(Boolean)
    .join(" ");
}

/** Addresses that pictures of live rooms come from: the stream's, and Tencent's object store. */
function pictureSources() {
  return [originOf(process.env.LIVE_PULL_URL), "https://*.myqcloud.com"].filter(Boolean).join(" ");
}

function originOf(address) {
  return address ? new URL(address).origin : "";
}

/** The policy with the given sources for scripts and connections. The chat SDK and the FLV player run in blob workers. */
function policy(scriptSources, connections) {
  return [
    "default-src 'none'",
    `script-src 'self' ${scriptSources}`,
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: blob: ${pictureSources()}`,
    `connect-src 'self' ${connections}`,
    `media-src 'self' blob: ${mediaSources()}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** The strict policy for one HTML document: its own inline scripts by their hashes, and nothing else inline. */
function policyForHtml(html) {
  const hashes = new Set();
  for (const [, script] of html.matchAll(INLINE_SCRIPT)) {
    hashes.add(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  }
  return policy([...hashes].join(" "), connectSources());
}

module.exports = { policy, policyForHtml };
