import "server-only";
import type { Transaction } from "../db";
import type { UserRole } from "./roles";

/** The role of an account that is about to be made: the first one of a site is its owner's, all others are users'. */
export async function firstRole(tx: Transaction): Promise<UserRole> {
  const isFirst = async () => (await tx.user.findFirst({ select: { id: true } })) === null;
  if (!(await isFirst())) return "user";
  await tx.$executeRaw`LOCK TABLE "User" IN SHARE ROW EXCLUSIVE MODE`; // of two who come first at once, one is
  return (await isFirst()) ? "owner" : "user";
}
