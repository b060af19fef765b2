import { readFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { RECONCILE_SQL, readReport } from "../lib/wallet/reconcile";
import { isReconciled } from "../lib/wallet/rules";

// `npm run ledger`: says whether the books are right, of DATABASE_URL or of the platform that runs in DATA_DIR. Ends with 1
// when they are not.

function databaseUrl(): string {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const dataDir = process.env.DATA_DIR || ".data";
  try {
    return JSON.parse(readFileSync(path.join(dataDir, "runtime.json"), "utf8")).database;
  } catch {
    throw new Error(`Nothing runs in ${dataDir}. Start Hiroba first, or set DATABASE_URL or DATA_DIR.`);
  }
}

async function reconcile(): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    const report = readReport((await client.query(RECONCILE_SQL)).rows[0]);
    for (const { kind, count, coins } of report.accounts) {
      console.log(`${kind.padEnd(10)} ${String(count).padStart(8)} accounts ${String(coins).padStart(18)} coins`);
    }
    console.log(`${report.transactions} transactions, ${report.unbalanced} of them do not sum to zero`);
    console.log(`${report.drifted} stored balances differ from their entries`);
    console.log(`difference ${report.difference}`);
    return isReconciled(report);
  } finally {
    await client.end();
  }
}

try {
  process.exit((await reconcile()) ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
