import { spawnSync } from "node:child_process";
import path from "node:path";
import { walletView } from "../../../lib/wallet/schema";
import { expect, test } from "../../support/fixtures";
import { newViewer } from "../../support/viewers";

const root = path.resolve(import.meta.dirname, "../../..");

test("a wallet is its owner's: nobody else gets one, and a new person has nothing", async ({ request, runtime }) => {
  expect((await request.get("/api/wallet")).status()).toBe(401);
  expect((await request.post("/api/wallet/allowance", { data: {} })).status()).toBe(401);
  const viewer = await newViewer(runtime);
  const answer = await viewer.http.get("/api/wallet");
  expect(answer.headers()["cache-control"]).toBe("no-store");
  expect(walletView.parse(await answer.json())).toMatchObject({
    balance: 0,
    earnings: 0,
    allowance: { coins: 100, isClaimed: false },
  });
});

test("the day's free coins, claimed 50 times at once, come once", async ({ runtime }) => {
  const viewer = await newViewer(runtime);
  const claims = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const answer = await viewer.http.post("/api/wallet/allowance", { data: {} });
      return walletView.parse(await answer.json());
    }),
  );
  for (const wallet of claims) expect(wallet).toMatchObject({ balance: 100, allowance: { isClaimed: true } });
  expect(claims[0]?.allowance?.nextAtMs).toBeGreaterThan(Date.now());
});

test("another site's page, and fields that nobody asked for, are refused", async ({ runtime }) => {
  const viewer = await newViewer(runtime);
  const foreign = await viewer.http.post("/api/wallet/allowance", { data: {}, headers: { origin: "https://evil.example" } });
  expect(foreign.status()).toBe(403);
  expect((await viewer.http.post("/api/wallet/allowance", { data: { coins: 5_000 } })).status()).toBe(400);
  expect(walletView.parse(await (await viewer.http.get("/api/wallet")).json()).balance).toBe(0);
});

test("`npm run ledger` finds no difference, and says what to do where nothing runs", async ({ runtime }) => {
  await newViewer(runtime, { coins: 123 });
  const run = (dataDir: string) => {
    const env = { ...process.env, DATABASE_URL: "", DATA_DIR: dataDir };
    return spawnSync(process.execPath, ["--import", "tsx", "prisma/ledger.ts"], { cwd: root, env, encoding: "utf8" });
  };
  const books = run(process.env.HIROBA_TEST_DATA_DIR ?? "");
  expect(books.stdout).toContain("difference 0\n");
  expect(books.stdout).toMatch(/\d+ transactions, 0 of them do not sum to zero/);
  expect(books.status).toBe(0);
  const nowhere = run("/nowhere");
  expect(nowhere.status).toBe(1);
  expect(nowhere.stderr).toContain("Nothing runs in /nowhere");
});
