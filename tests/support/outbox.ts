import { withDatabase } from "./rooms";
import type { Runtime } from "./system";

/** What is not sent yet of a lane, oldest first. */
export async function pendingOf(
  runtime: Runtime,
  lane: string,
): Promise<{ kind: string; attempts: number; pauseSeconds: number; lastError: string | null }[]> {
  return withDatabase(runtime, async (client) => {
    const { rows } = await client.query(
      `SELECT "kind", "attempts", "lastError", extract(epoch FROM "nextAttemptAt" - timezone('UTC', now()))::float AS "pauseSeconds"
       FROM "OutboxEntry" WHERE "lane" = $1 AND "acceptedAt" IS NULL ORDER BY "id"`,
      [lane],
    );
    return rows;
  });
}

/** Moves the clock of what waits in a lane: forwards to the end of its pause, or back so that it is far away. */
export async function passTime(runtime: Runtime, lane: string, seconds: number): Promise<void> {
  await withDatabase(runtime, (client) =>
    client.query(
      `UPDATE "OutboxEntry" SET "createdAt" = "createdAt" - $2::float * interval '1 second',
         "nextAttemptAt" = "nextAttemptAt" - $2::float * interval '1 second' WHERE "lane" = $1 AND "acceptedAt" IS NULL`,
      [lane, seconds],
    ),
  );
}
