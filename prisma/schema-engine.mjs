#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine` binary, which Prisma would download at run time: the same line-delimited
// JSON-RPC on stdio, carried out by Prisma's own WASM engine over @prisma/adapter-pg. Selected in prisma.config.ts.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";

const require = createRequire(import.meta.url);

/** PostgreSQL's internal "char" and the padded type that reads the same, which adapter-pg knows. */
const CHAR_OID = 18;
const BPCHAR_OID = 1042;

const METHOD_NAMES = { getDatabaseVersion: "version" };
const CONNECTION_ERRORS = { "3D000": "P1003", "28P01": "P1000", ECONNREFUSED: "P1001" };

// Without this hook a panic of the engine shows as an empty "Error in Schema engine".
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => log("ERROR", message, { is_panic: true }) };

/** Loads the engine by hand: the package imports its .wasm as a module, which Node does not do. */
async function loadSchemaEngine() {
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const entry = require.resolve("@prisma/schema-engine-wasm");
  const wasm = await readFile(entry.replace(/schema_engine\.js$/, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}

/** A throw-away PostgreSQL in memory: the shadow database, and the target of commands that need no database. */
async function scratchUrl() {
  const { PGlite } = await import("@electric-sql/pglite");
  const { PGLiteSocketServer } = await import("@electric-sql/pglite-socket");
  const server = new PGLiteSocketServer({ db: await PGlite.create(), port: 0, host: "127.0.0.1", maxConnections: 20 });
  await server.start();
  return `postgres://postgres:postgres@${server.getServerConn()}/postgres`;
}

/** adapter-pg is made for queries: it refuses "char" columns of the catalogue and splits scripts at every ";". */
function forMigrations(adapter) {
  const { performIO, queryRaw } = adapter;
  adapter.queryRaw = async function (query) {
    const charColumns = [];
    this.performIO = async (io) => {
      const result = await performIO.call(this, io);
      for (const [index, field] of result.fields.entries()) {
        if (field.dataTypeID !== CHAR_OID) continue;
        field.dataTypeID = BPCHAR_OID;
        charColumns.push(index);
      }
      return result;
    };
    const result = await queryRaw.call(this, query);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  adapter.executeScript = async function (script) {
    try {
      await this.client.query(script); // simple protocol: one implicit transaction
    } catch (error) {
      this.onError(error);
    }
  };
  return adapter;
}

async function adapterFor(url, shadowUrl) {
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const { bindMigrationAwareSqlAdapterFactory } = await import("@prisma/driver-adapter-utils");
  // One connection: the engine's advisory lock belongs to a session.
  const open = async (connectionString) => forMigrations(await new PrismaPg({ connectionString, max: 1 }).connect());
  return bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: async () => open(url ?? (await scratchUrl())),
    connectToShadowDb: async () => open(shadowUrl ?? (await scratchUrl())),
  });
}

function needsDatabase(method, params) {
  if (method !== "diff") return true;
  return [params?.from, params?.to].some((side) => side?.tag === "url" || side?.tag === "schemaDatasource");
}

function log(level, message, extra = {}) {
  process.stderr.write(`${JSON.stringify({ level, target: "schema_engine::logger", fields: { message, ...extra } })}\n`);
}

/** Carries out one request of the Prisma CLI and returns the `result` of its answer. */
async function answer(engine, request) {
  if (request.method === "createDatabase") return { databaseName: "" };
  const method = METHOD_NAMES[request.method] ?? request.method;
  if (typeof engine[method] !== "function") throw new Error(`schema-engine: unknown method ${request.method}`);
  const result = await engine[method](request.params ?? {});
  if (request.method !== "diff") return result ?? {};
  if (result.stdout != null) {
    const print = { id: 0, jsonrpc: "2.0", method: "print", params: { content: result.stdout } };
    process.stdout.write(`${JSON.stringify(print)}\n`);
  }
  return { exitCode: result.exitCode, stdout: null };
}

function refusal(error) {
  return {
    code: 4466,
    message: "An error happened. Check the data field for details.",
    data: {
      is_panic: false,
      message: error?.message ?? String(error),
      meta: error?.meta ?? null,
      error_code: error?.code ?? null,
    },
  };
}

async function serve(datamodels, datasource) {
  const SchemaEngine = await loadSchemaEngine();
  let engine;
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.trim()) continue;
    const request = JSON.parse(line);
    let reply;
    try {
      const url = needsDatabase(request.method, request.params) ? datasource.url : undefined;
      engine ??= await SchemaEngine.new({ datamodels }, () => {}, await adapterFor(url, datasource.shadowDatabaseUrl));
      reply = { result: await answer(engine, request) };
    } catch (error) {
      reply = { error: refusal(error) };
    }
    process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id: request.id, ...reply })}\n`);
  }
}

async function connectOnce(url) {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

async function createDatabase(url) {
  const admin = new URL(url);
  const name = decodeURIComponent(admin.pathname.slice(1));
  admin.pathname = "/postgres";
  const client = await connectOnce(admin.href);
  await client.query(`CREATE DATABASE "${name.replaceAll('"', '""')}"`);
  await client.end();
}

async function runCommand(command, { url }) {
  log("INFO", "Starting schema engine CLI"); // the Prisma CLI drops the first line
  try {
    if (command === "can-connect-to-database") await (await connectOnce(url)).end();
    else if (command === "create-database") await createDatabase(url);
    else throw new Error(`schema-engine: unsupported command ${command}`);
  } catch (error) {
    log("ERROR", error.message || String(error.code), {
      error_code: CONNECTION_ERRORS[error.code] ?? "P1000",
      is_panic: false,
    });
    process.exit(1);
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { datamodels: { type: "string", multiple: true }, datasource: { type: "string" } },
});
const datasource = values.datasource ? JSON.parse(values.datasource) : {};
if (positionals[0] === "cli") await runCommand(positionals[1], datasource);
else {
  const read = async (file) => [file, await readFile(file, "utf8")];
  await serve(values.datamodels && (await Promise.all(values.datamodels.map(read))), datasource);
}
process.exit(0);
