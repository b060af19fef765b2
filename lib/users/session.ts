import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { auth } from "../auth";
import { db } from "../db";
import { AppError } from "../errors";
import type { ActName } from "./permissions";
import type { SessionUser } from "./schema";
import { requireAct } from "./standing";

/** The signed-in user with the role that is stored now, whatever the cookie says; null when signed out or removed. */
export const getSessionUser = cache(async (): Promise<SessionUser | null> => {
  const id = await getSessionUserId();
  if (!id) return null;
  return db().user.findUnique({ where: { id }, select: { id: true, name: true, role: true } });
});

/** Who signed in, from the cookie alone: no database, for the hot path. */
export async function getSessionUserId(): Promise<string | null> {
  return (await auth())?.user?.id || null;
}

/** The signed-in user. Throws `unauthenticated`. */
export async function requireUser(): Promise<SessionUser> {
  const user = await getSessionUser();
  if (!user) throw new AppError("unauthenticated");
  return user;
}

/** For pages: the signed-in user who may do an act on the site and is not banned from it; anybody else gets a 404 and learns nothing. */
export async function requireReader(act: ActName): Promise<SessionUser> {
  const user = await getSessionUser();
  if (!user) notFound();
  await requireAct(user, act).catch((error: unknown) => {
    if (error instanceof AppError) notFound();
    throw error;
  });
  return user;
}
