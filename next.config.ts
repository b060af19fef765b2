import path from "node:path";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { policy } from "./csp.cjs";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");
const isDevelopment = process.env.NODE_ENV === "development";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(self), microphone=(self), display-capture=(self), geolocation=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/** Pages that are rendered for each request; the cached ones get a stricter policy from cache-handler.cjs. */
const DYNAMIC_PAGES = "/:locale(ja|en|zh)/:page(studio|admin|account|wallet|signin|signup)/:rest*";

/** These headers are fixed by the build, when the addresses of chat and streams are not known. */
const dynamicPolicy = policy("'unsafe-inline'", "ws: wss: http: https:");

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@node-rs/argon2", "pg"],
  expireTime: 60,
  // `npm run check` looks at all types, tests too; a person who only starts the platform does not wait for that.
  experimental: { globalNotFound: true },
  typescript: { ignoreBuildErrors: true },
  ...(isDevelopment ? {} : { cacheHandler: path.join(import.meta.dirname, "cache-handler.cjs"), cacheMaxMemorySize: 0 }),
  rewrites: async () => ({
    beforeFiles: [
      { source: "/", destination: "/api/locale" },
      { source: "/:path((?!(?:ja|en|zh)(?:/|$)|api/|_next/|covers/|.*\\..*).*)", destination: "/api/locale/:path" },
    ],
    // A first part that is no language is nothing; without this it would be taken for one and kept in the page cache.
    afterFiles: [{ source: "/:first((?!(?:ja|en|zh|api|_next)(?:/|$))[^/]+)/:rest*", destination: "/_not-found" }],
    fallback: [],
  }),
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    ...(isDevelopment ? [] : [{ source: DYNAMIC_PAGES, headers: [{ key: "Content-Security-Policy", value: dynamicPolicy }] }]),
  ],
};

export default withNextIntl(config);
