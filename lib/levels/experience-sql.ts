import { Prisma } from "../generated/prisma/client";
import { type ExperiencePart, weights } from "./rules";

function worth(part: ExperiencePart, sum: Prisma.Sql): Prisma.Sql {
  const { units, experience } = weights[part];
  return Prisma.sql`floor(coalesce((${sum}), 0)::float8 * ${experience}::int / ${units}::int)`;
}

const notTakenBack = Prisma.sql`NOT EXISTS (SELECT 1 FROM "LedgerTransaction" AS back WHERE back."reversesId" = paid."transactionId")`;

/** The experience of the row `person`, as `totalExperience` of what `readCounts` reads. For conditions on many people. */
export const experienceSql = Prisma.sql`(
  ${worth("online", Prisma.sql`SELECT sum("minuteCount") FROM "ActivityDay" WHERE "userId" = person."id"`)} +
  ${worth("messages", Prisma.sql`SELECT sum("messageCount") FROM "ActivityDay" WHERE "userId" = person."id"`)} +
  ${worth("likes", Prisma.sql`SELECT sum("likeCount") FROM "ActivityDay" WHERE "userId" = person."id"`)} +
  ${worth("coins", Prisma.sql`SELECT sum("coins") FROM "GiftOrder" AS paid WHERE paid."fromId" = person."id" AND ${notTakenBack}`)} +
  ${worth("memberships", Prisma.sql`SELECT count(*) FROM "MembershipOrder" AS paid WHERE paid."fromId" = person."id" AND ${notTakenBack}`)}
)`;
