import { type LedgerReport, ledgerReport } from "./schema";

/** One row with all that `ledgerReport` holds, from one snapshot of the books. */
export const RECONCILE_SQL = `
SELECT
  (SELECT COALESCE(sum("amount"), 0)::text FROM "LedgerEntry") AS "difference",
  (SELECT count(*)::int FROM (
    SELECT FROM "LedgerTransaction" AS t LEFT JOIN "LedgerEntry" AS e ON e."transactionId" = t."id"
    GROUP BY t."id" HAVING count(e."amount") < 2 OR sum(e."amount") <> 0) AS wrong) AS "unbalanced",
  (SELECT count(*)::int FROM "LedgerAccount" AS a WHERE a."balance" <> (
    SELECT COALESCE(sum(e."amount"), 0) FROM "LedgerEntry" AS e WHERE e."accountId" = a."id")) AS "drifted",
  (SELECT count(*)::int FROM "LedgerTransaction" AS t LEFT JOIN "GiftOrder" AS o ON o."transactionId" = t."id"
    WHERE (t."kind" = 'gift' OR o."id" IS NOT NULL) AND NOT EXISTS (
      SELECT FROM "LedgerEntry" AS e
      WHERE e."transactionId" = t."id" AND e."accountId" = 'wallet:' || o."fromId" AND e."amount" = -o."coins")) AS "unmatched",
  (SELECT count(*)::int FROM "LedgerTransaction") AS "transactions",
  (SELECT json_agg(by_kind) FROM (
    SELECT a."kind", count(DISTINCT a."id")::int AS "count", COALESCE(sum(e."amount"), 0)::text AS "coins"
    FROM "LedgerAccount" AS a LEFT JOIN "LedgerEntry" AS e ON e."accountId" = a."id"
    GROUP BY a."kind" ORDER BY a."kind") AS by_kind) AS "accounts"`;

/** Reads the row of `RECONCILE_SQL`. */
export function readReport(row: unknown): LedgerReport {
  return ledgerReport.parse(row);
}
