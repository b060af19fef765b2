import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma downloads its native schema engine at run time, which fails without internet. This variable, read after this
// file, points at our stand-in over Prisma's own WASM engine (prisma/schema-engine.mjs).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, "prisma/schema-engine.mjs");

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "node --conditions=react-server --import tsx prisma/seed.ts" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
