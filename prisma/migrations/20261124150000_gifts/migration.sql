-- CreateTable
CREATE TABLE "Gift" (
    "id" TEXT NOT NULL,
    "nameJa" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "tier" INTEGER NOT NULL,
    "art" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT true,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Gift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GiftArt" (
    "id" TEXT NOT NULL,
    "svg" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GiftArt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GiftOrder" (
    "id" TEXT NOT NULL,
    "transactionId" BIGINT NOT NULL,
    "requestId" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "sessionId" TEXT,
    "fromId" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "giftId" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "coins" INTEGER NOT NULL,
    "hostCoins" INTEGER NOT NULL,
    "receipt" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GiftOrder_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "GiftOrder_transactionId_key" ON "GiftOrder"("transactionId");

-- CreateIndex
CREATE INDEX "GiftOrder_roomId_createdAt_idx" ON "GiftOrder"("roomId", "createdAt");

-- CreateIndex
CREATE INDEX "GiftOrder_sessionId_idx" ON "GiftOrder"("sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "GiftOrder_fromId_requestId_key" ON "GiftOrder"("fromId", "requestId");

-- AddForeignKey
ALTER TABLE "GiftOrder" ADD CONSTRAINT "GiftOrder_transactionId_fkey" FOREIGN KEY ("transactionId") REFERENCES "LedgerTransaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GiftOrder" ADD CONSTRAINT "GiftOrder_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GiftOrder" ADD CONSTRAINT "GiftOrder_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GiftOrder" ADD CONSTRAINT "GiftOrder_toId_fkey" FOREIGN KEY ("toId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GiftOrder" ADD CONSTRAINT "GiftOrder_giftId_fkey" FOREIGN KEY ("giftId") REFERENCES "Gift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


ALTER TABLE "Gift" ADD CONSTRAINT "Gift_price_check" CHECK ("price" BETWEEN 1 AND 1000000 AND "tier" BETWEEN 1 AND 3);
ALTER TABLE "GiftOrder" ADD CONSTRAINT "GiftOrder_coins_check" CHECK (
    "count" > 0 AND "coins" > 0 AND "hostCoins" BETWEEN 0 AND "coins");

-- The goods of a festival's stalls. An admin changes them at the desk.
INSERT INTO "Gift" ("id", "nameJa", "nameEn", "nameZh", "price", "tier", "art", "position") VALUES
    ('pinwheel', '風車', 'Pinwheel', '风车', 5, 1, '/gifts/pinwheel.svg', 1),
    ('balloon', '紙ふうせん', 'Paper balloon', '纸气球', 10, 1, '/gifts/balloon.svg', 2),
    ('dango', '三色だんご', 'Dango', '三色团子', 30, 1, '/gifts/dango.svg', 3),
    ('goldfish', '金魚', 'Goldfish', '金鱼', 50, 1, '/gifts/goldfish.svg', 4),
    ('ramune', 'ラムネ', 'Ramune', '弹珠汽水', 80, 1, '/gifts/ramune.svg', 5),
    ('apple', 'りんご飴', 'Candy apple', '苹果糖', 120, 1, '/gifts/apple.svg', 6),
    ('fan', 'うちわ', 'Festival fan', '团扇', 200, 2, '/gifts/fan.svg', 7),
    ('fireworks', '花火', 'Fireworks', '烟花', 300, 2, '/gifts/fireworks.svg', 8),
    ('drum', '太鼓', 'Taiko drum', '太鼓', 600, 2, '/gifts/drum.svg', 9),
    ('lantern', '大提灯', 'Great lantern', '大灯笼', 1000, 2, '/gifts/lantern.svg', 10),
    ('boats', '灯籠流し', 'Floating lanterns', '河灯', 2500, 3, '/gifts/boats.svg', 11),
    ('mikoshi', 'みこし', 'Mikoshi', '神轿', 5000, 3, '/gifts/mikoshi.svg', 12);
