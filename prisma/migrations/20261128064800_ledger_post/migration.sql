-- Books a movement of coins in one call: a transaction's row, the people's balances, the entries. "moves" is a JSON array of
-- {account, kind, userId, coins} in the order in which the accounts are to be held. Gives no row, and books nothing, when the
-- request was booked before or what it takes back was taken back. An account that has too little ends it with HC001.
CREATE FUNCTION "ledger_post"(
    "ofKind" "LedgerTransactionKind", "inScope" TEXT, "ofRequest" TEXT, "byActor" TEXT, "forReason" TEXT, "ofReversed" BIGINT,
    "moves" JSONB
) RETURNS TABLE ("movement" BIGINT, "balances" JSONB) LANGUAGE plpgsql AS $$
DECLARE
    "move" RECORD;
    "after" BIGINT;
BEGIN
    "balances" := '{}';
    INSERT INTO "LedgerTransaction" ("kind", "scope", "requestId", "actorId", "reason", "reversesId", "createdAt")
    VALUES ("ofKind", "inScope", "ofRequest", "byActor", "forReason", "ofReversed", now() AT TIME ZONE 'UTC')
    ON CONFLICT DO NOTHING RETURNING "id" INTO "movement";
    IF "movement" IS NULL THEN
        RETURN;
    END IF;
    FOR "move" IN
        SELECT * FROM jsonb_to_recordset("moves")
            AS one("account" TEXT, "kind" "LedgerAccountKind", "userId" TEXT, "coins" BIGINT)
    LOOP
        IF "move"."userId" IS NOT NULL THEN
            IF "move"."coins" > 0 THEN
                INSERT INTO "LedgerAccount" AS held ("id", "kind", "userId", "balance")
                VALUES ("move"."account", "move"."kind", "move"."userId", "move"."coins")
                ON CONFLICT ("id") DO UPDATE SET "balance" = held."balance" + EXCLUDED."balance"
                RETURNING held."balance" INTO "after";
            ELSE
                UPDATE "LedgerAccount" AS held SET "balance" = held."balance" + "move"."coins"
                WHERE held."id" = "move"."account" AND held."balance" >= -"move"."coins"
                RETURNING held."balance" INTO "after";
                IF NOT FOUND THEN
                    RAISE EXCEPTION '% has less than %', "move"."account", -"move"."coins" USING ERRCODE = 'HC001';
                END IF;
            END IF;
            "balances" := "balances" || jsonb_build_object("move"."account", "after");
        END IF;
        INSERT INTO "LedgerEntry" ("transactionId", "accountId", "amount")
        VALUES ("movement", "move"."account", "move"."coins");
    END LOOP;
    RETURN NEXT;
END $$;

-- The oldest unsent entry of a lane is looked for without reading what the lane has sent in the last day.
CREATE INDEX "OutboxEntry_unsent_idx" ON "OutboxEntry" ("lane", "id") WHERE "acceptedAt" IS NULL AND "refusedAt" IS NULL;
