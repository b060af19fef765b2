import { type APIRequestContext, request } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { newId } from "../../lib/ids";
import { withDatabase } from "./rooms";
import type { Runtime } from "./system";

const SESSION_COOKIE = "authjs.session-token";

export interface Viewer {
  id: string;
  name: string;
  email: string;
  /** HTTP as this person. */
  http: APIRequestContext;
  /** The session, for a browser's context. */
  cookie: { name: string; value: string; url: string };
}

/** A new person, signed in past the sign-in page, whose limit of tries a crowd would meet, with coins in the wallet. */
export async function newViewer(runtime: Runtime, options: { coins?: number; role?: string } = {}): Promise<Viewer> {
  const id = newId();
  const [name, email, role] = [`p${id}`, `${id}@example.com`, options.role ?? "user"];
  await withDatabase(runtime, async (client) => {
    await client.query(`INSERT INTO "User" ("id", "email", "name", "role") VALUES ($1, $2, $3, $4::"UserRole")`, [
      id,
      email,
      name,
      role,
    ]);
  });
  if (options.coins) await giveCoins(runtime, id, options.coins);
  const token = { sub: id, name, email, role };
  const value = await encode({ token, secret: runtime.secrets.authSecret, salt: SESSION_COOKIE });
  const http = await request.newContext({
    baseURL: runtime.web,
    extraHTTPHeaders: { origin: runtime.web, cookie: `${SESSION_COOKIE}=${value}` },
  });
  return { id, name, email, http, cookie: { name: SESSION_COOKIE, value, url: runtime.web } };
}

/** Takes a transaction back as an admin does. */
export async function takeBack(runtime: Runtime, transactionId: string): Promise<void> {
  await withDatabase(runtime, async (client) => {
    await client.query("BEGIN");
    const { rows } = await client.query(
      `INSERT INTO "LedgerTransaction" ("kind", "scope", "requestId", "reversesId")
       VALUES ('reversal', 'reversal', $1::text, $1::bigint) RETURNING "id"`,
      [transactionId],
    );
    await client.query(
      `INSERT INTO "LedgerEntry" SELECT $1, "accountId", -"amount" FROM "LedgerEntry" WHERE "transactionId" = $2`,
      [rows[0].id, transactionId],
    );
    await client.query(
      `UPDATE "LedgerAccount" AS account SET "balance" = "balance" + entry."amount" FROM "LedgerEntry" AS entry
       WHERE entry."transactionId" = $1 AND entry."accountId" = account."id" AND account."balance" IS NOT NULL`,
      [rows[0].id],
    );
    await client.query("COMMIT");
  });
}

/** Books a grant as an admin's form does. */
export async function giveCoins(runtime: Runtime, userId: string, coins: number): Promise<void> {
  await withDatabase(runtime, async (client) => {
    const account = `wallet:${userId}`;
    await client.query("BEGIN");
    const { rows } = await client.query(
      `INSERT INTO "LedgerTransaction" ("kind", "scope", "requestId") VALUES ('grant', 'test', $1) RETURNING "id"`,
      [newId()],
    );
    await client.query(
      `INSERT INTO "LedgerAccount" ("id", "kind", "userId", "balance") VALUES ($1, 'wallet', $2, $3)
       ON CONFLICT ("id") DO UPDATE SET "balance" = "LedgerAccount"."balance" + $3`,
      [account, userId, coins],
    );
    await client.query(`INSERT INTO "LedgerEntry" VALUES ($1, $2, $3), ($1, 'issuance', -$3)`, [rows[0].id, account, coins]);
    await client.query("COMMIT");
  });
}
