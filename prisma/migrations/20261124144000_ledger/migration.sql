-- CreateEnum
CREATE TYPE "LedgerAccountKind" AS ENUM ('wallet', 'earnings', 'revenue', 'issuance', 'writeOff');

-- CreateEnum
CREATE TYPE "LedgerTransactionKind" AS ENUM ('grant', 'allowance', 'purchase', 'refund', 'gift', 'membership', 'reversal');

-- CreateTable
CREATE TABLE "LedgerAccount" (
    "id" TEXT NOT NULL,
    "kind" "LedgerAccountKind" NOT NULL,
    "userId" TEXT,
    "balance" BIGINT,

    CONSTRAINT "LedgerAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerTransaction" (
    "id" BIGSERIAL NOT NULL,
    "kind" "LedgerTransactionKind" NOT NULL,
    "scope" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "actorId" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "reversesId" BIGINT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerTransaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "transactionId" BIGINT NOT NULL,
    "accountId" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("transactionId","accountId")
);

-- CreateTable
CREATE TABLE "CoinPurchase" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "coins" INTEGER NOT NULL,
    "amountMinor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "paymentId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paidAt" TIMESTAMP(3),
    "refundedCoins" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "CoinPurchase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentEvent" (
    "provider" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaymentEvent_pkey" PRIMARY KEY ("provider","id")
);

-- CreateIndex
CREATE INDEX "LedgerAccount_userId_idx" ON "LedgerAccount"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerTransaction_reversesId_key" ON "LedgerTransaction"("reversesId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerTransaction_scope_requestId_key" ON "LedgerTransaction"("scope", "requestId");

-- CreateIndex
CREATE INDEX "LedgerEntry_accountId_transactionId_idx" ON "LedgerEntry"("accountId", "transactionId");

-- CreateIndex
CREATE UNIQUE INDEX "CoinPurchase_paymentId_key" ON "CoinPurchase"("paymentId");

-- CreateIndex
CREATE INDEX "CoinPurchase_userId_createdAt_idx" ON "CoinPurchase"("userId", "createdAt");

-- AddForeignKey
ALTER TABLE "LedgerAccount" ADD CONSTRAINT "LedgerAccount_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerTransaction" ADD CONSTRAINT "LedgerTransaction_reversesId_fkey" FOREIGN KEY ("reversesId") REFERENCES "LedgerTransaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_transactionId_fkey" FOREIGN KEY ("transactionId") REFERENCES "LedgerTransaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "LedgerAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoinPurchase" ADD CONSTRAINT "CoinPurchase_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- The house's accounts. `issuance` is where coins come from, so it is the one that goes below zero.
INSERT INTO "LedgerAccount" ("id", "kind") VALUES ('revenue', 'revenue'), ('issuance', 'issuance'), ('writeOff', 'writeOff');

-- What a row must be, whoever writes it. Balances stay below 2^53, where JavaScript counts exactly.
ALTER TABLE "LedgerAccount" ADD CONSTRAINT "LedgerAccount_balance_check" CHECK ("balance" BETWEEN 0 AND 9007199254740991);
ALTER TABLE "LedgerAccount" ADD CONSTRAINT "LedgerAccount_owner_check" CHECK (
    CASE WHEN "kind" IN ('wallet', 'earnings')
        THEN "userId" IS NOT NULL AND "balance" IS NOT NULL AND "id" = "kind"::text || ':' || "userId"
        ELSE "userId" IS NULL AND "balance" IS NULL AND "id" = "kind"::text END);
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_amount_check" CHECK ("amount" <> 0);
ALTER TABLE "CoinPurchase" ADD CONSTRAINT "CoinPurchase_amounts_check" CHECK (
    "coins" > 0 AND "amountMinor" > 0 AND "refundedCoins" BETWEEN 0 AND "coins");

-- Looked at when the transaction commits: every movement of coins has two sides or more, and they sum to zero.
CREATE FUNCTION "ledger_check_balanced"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "movement" BIGINT;
BEGIN
    IF TG_TABLE_NAME = 'LedgerEntry' THEN "movement" := NEW."transactionId"; ELSE "movement" := NEW."id"; END IF;
    IF (SELECT count(*) < 2 OR sum("amount") <> 0 FROM "LedgerEntry" WHERE "transactionId" = "movement") THEN
        RAISE EXCEPTION 'ledger transaction % does not sum to zero', "movement" USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "LedgerTransaction_balanced" AFTER INSERT ON "LedgerTransaction"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "ledger_check_balanced"();
CREATE CONSTRAINT TRIGGER "LedgerEntry_balanced" AFTER INSERT ON "LedgerEntry"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "ledger_check_balanced"();

-- What was booked stays booked: a mistake is taken back by a reversal.
CREATE FUNCTION "ledger_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "LedgerTransaction_append_only" BEFORE UPDATE OR DELETE ON "LedgerTransaction"
    FOR EACH ROW EXECUTE FUNCTION "ledger_refuse_change"();
CREATE TRIGGER "LedgerEntry_append_only" BEFORE UPDATE OR DELETE ON "LedgerEntry"
    FOR EACH ROW EXECUTE FUNCTION "ledger_refuse_change"();
