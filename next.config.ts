import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { policy } from "./csp.cjs";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // The messages are parsed by the build, so that no page loads a parser (12 kB).
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
});
const isDevelopment = process.env.NODE_ENV === "development";

/** The packages that a worker loads beside its bundle. */
const LOADED = /^(@prisma|@swc|next|react|react-dom|pg|pg-.*|pgpass|postgres-.*|split2|xtend)$/;
const LOADED_OF_PRISMA = /^client/;

/** What a build for workerd needs besides (edge/build.ts). Which runtime it is for is never asked at run time. */
function forWorkerd(): NextConfig {
  const { imports }: { imports: Record<string, { workerd: string }> } = JSON.parse(readFileSync("package.json", "utf8"));
  const others = (folder: string, loaded: RegExp) => readdirSync(folder).filter((name) => !loaded.test(name));
  return {
    // The modules that differ by runtime, by their names: package.json says which, but Turbopack cannot be told its condition.
    turbopack: { resolveAlias: Object.fromEntries(Object.entries(imports).map(([name, { workerd }]) => [name, workerd])) },
    // Turbopack's loader of WebAssembly seems to need every file of the project.
    outputFileTracingExcludes: {
      "/**": [
        `./node_modules/{${others("node_modules", LOADED)}}/**`,
        `./node_modules/@prisma/{${others("node_modules/@prisma", LOADED_OF_PRISMA)}}/**`,
        "./node_modules/next/dist/{docs,compiled/@vercel}/**",
      ],
    },
  };
}

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(self), microphone=(self), display-capture=(self), geolocation=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/** Pages that are rendered for each request; the cached ones get a stricter policy from cache-handler.cjs. */
const DYNAMIC_PAGES = "/:locale(ja|en|zh)/:page(studio|admin|account|wallet|signin|signup|search)/:rest*";

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
  ...(process.env.HIROBA_RUNTIME === "workerd" ? forWorkerd() : {}),
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
