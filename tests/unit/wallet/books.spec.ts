import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RECONCILE_SQL, readReport } from "@/lib/wallet/reconcile";
import { isReconciled } from "@/lib/wallet/rules";

const migrations = path.resolve(import.meta.dirname, "../../../prisma/migrations");

let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create({ extensions: { pg_trgm } });
  const names = readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    await database.exec(readFileSync(path.join(migrations, name, "migration.sql"), "utf8"));
  }
  await database.exec(`INSERT INTO "User" ("id", "email", "name") VALUES ('a', 'a@example.com', 'A')`);
  await database.exec(`INSERT INTO "LedgerAccount" ("id", "kind", "userId", "balance") VALUES ('wallet:a', 'wallet', 'a', 0)`);
}, 60_000);

afterAll(() => database.close());

let requests = 0;

/** Books entries as one transaction of the database. */
async function book(entries: [account: string, amount: number][], reversesId: number | null = null): Promise<number> {
  return database.transaction(async (tx) => {
    const insert = `INSERT INTO "LedgerTransaction" ("kind", "scope", "requestId", "reversesId") VALUES ('grant', 'test', $1, $2)`;
    const { rows } = await tx.query<{ id: number }>(`${insert} RETURNING "id"`, [String(++requests), reversesId]);
    const id = rows[0]?.id ?? 0;
    for (const [account, amount] of entries) {
      await tx.query(`INSERT INTO "LedgerEntry" VALUES ($1, $2, $3)`, [id, account, amount]);
      await tx.query(`UPDATE "LedgerAccount" SET "balance" = "balance" + $2 WHERE "id" = $1`, [account, amount]);
    }
    return id;
  });
}

const report = async () => readReport((await database.query(RECONCILE_SQL)).rows[0]);

/** What `ledger_post` answers to a movement of coins from the wallet to the house, or back. */
async function post(requestId: string, coins: number, reversesId: number | null = null) {
  const moves = [
    { account: "wallet:a", kind: "wallet", userId: "a", coins },
    { account: "revenue", kind: "revenue", coins: -coins },
  ];
  const { rows } = await database.query<{ movement: number; balances: Record<string, number> }>(
    `SELECT * FROM "ledger_post"('purchase', 'posted', $1, NULL, 'why', $2, $3)`,
    [requestId, reversesId, JSON.stringify(moves)],
  );
  return rows;
}

describe("booking in one call", () => {
  it("gives the movement and the balances, books a request once, and takes a movement back once", async () => {
    const [first] = await post("one", 30);
    expect(first?.balances).toEqual({ "wallet:a": 30 });
    expect(await post("one", 30)).toEqual([]);
    expect((await post("two", -10))[0]?.balances).toEqual({ "wallet:a": 20 });
    const [back] = await post("three", 10, first?.movement);
    expect(back?.balances).toEqual({ "wallet:a": 30 });
    expect(await post("four", 10, first?.movement)).toEqual([]);
    expect(isReconciled(await report())).toBe(true);
  });

  it("refuses what an account has not, and books nothing of it", async () => {
    const before = await report();
    await expect(post("five", -31)).rejects.toMatchObject({ code: "HC001" });
    expect(await report()).toEqual(before);
    expect((await post("five", -30))[0]?.balances).toEqual({ "wallet:a": 0 }); // the request is not used up
  });
});

describe("the report", () => {
  it("finds a movement for a gift that has no order", async () => {
    const before = await report();
    await database.query("BEGIN");
    const moves = [
      { account: "wallet:a", kind: "wallet", userId: "a", coins: 5 },
      { account: "revenue", kind: "revenue", coins: -5 },
    ];
    await database.query(`SELECT * FROM "ledger_post"('gift', 'gift:a', 'lost', NULL, '', NULL, $1)`, [JSON.stringify(moves)]);
    const after = await report();
    await database.query("ROLLBACK");
    expect([before.unmatched, after.unmatched]).toEqual([0, 1]);
    expect(isReconciled(after)).toBe(false);
  });
});

describe("the database itself", () => {
  it("takes a movement that sums to zero", async () => {
    const before = await report();
    await book([
      ["wallet:a", 10],
      ["issuance", -10],
    ]);
    const after = await report();
    expect(after.transactions).toBe(before.transactions + 1);
    expect(isReconciled(after)).toBe(true);
    expect(after.accounts.find(({ kind }) => kind === "wallet")?.coins).toBe(10);
  });

  it.each([
    [
      "one that does not sum to zero",
      [
        ["wallet:a", 5],
        ["issuance", -4],
      ],
    ],
    ["one with a single side", [["wallet:a", 5]]],
    ["one without entries", []],
    [
      "an entry of nothing",
      [
        ["wallet:a", 0],
        ["issuance", 0],
      ],
    ],
    [
      "a balance below zero",
      [
        ["wallet:a", -11],
        ["issuance", 11],
      ],
    ],
    [
      "a balance that JavaScript cannot count",
      [
        ["wallet:a", 9_007_199_254_740_991],
        ["issuance", -9_007_199_254_740_991],
      ],
    ],
  ] as [string, [string, number][]][])("refuses %s", async (_what, entries) => {
    const before = await report();
    await expect(book(entries)).rejects.toThrow(/does not sum to zero|violates check constraint/);
    expect(await report()).toEqual(before);
  });

  it("takes no entry that comes later, and changes and deletes nothing", async () => {
    const id = await book([
      ["wallet:a", 1],
      ["issuance", -1],
    ]);
    await expect(database.query(`INSERT INTO "LedgerEntry" VALUES ($1, 'revenue', 5)`, [id])).rejects.toThrow("sum to zero");
    for (const statement of [
      `UPDATE "LedgerEntry" SET "amount" = 2 WHERE "transactionId" = ${id}`,
      `DELETE FROM "LedgerEntry" WHERE "transactionId" = ${id}`,
      `UPDATE "LedgerTransaction" SET "reason" = 'other' WHERE "id" = ${id}`,
      `DELETE FROM "LedgerTransaction" WHERE "id" = ${id}`,
    ]) {
      await expect(database.query(statement)).rejects.toThrow("append-only");
    }
  });

  it("books a request of one scope once, and takes a transaction back once", async () => {
    const id = await book([
      ["wallet:a", 1],
      ["issuance", -1],
    ]);
    requests -= 1;
    await expect(book([])).rejects.toThrow("scope_requestId_key");
    const back: [string, number][] = [
      ["wallet:a", -1],
      ["issuance", 1],
    ];
    await book(back, id);
    await expect(book(back, id)).rejects.toThrow("reversesId_key");
  });

  it("keeps people's accounts and the house's apart", async () => {
    const add = (values: string) =>
      database.query(`INSERT INTO "LedgerAccount" ("id", "kind", "userId", "balance") VALUES (${values})`);
    for (const values of [`'wallet:b', 'wallet', NULL, 0`, `'wallet:x', 'wallet', 'a', 0`, `'spare', 'revenue', NULL, NULL`]) {
      await expect(add(values)).rejects.toThrow("owner_check");
    }
  });

  it("lets a difference be seen", async () => {
    await database.exec(`UPDATE "LedgerAccount" SET "balance" = "balance" + 1 WHERE "id" = 'wallet:a'`);
    const seen = await report();
    expect(seen.drifted).toBe(1);
    expect(isReconciled(seen)).toBe(false);
    await database.exec(`UPDATE "LedgerAccount" SET "balance" = "balance" - 1 WHERE "id" = 'wallet:a'`);
  });
});
