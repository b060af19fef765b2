import "server-only";
import { hashAddress } from "../client-address";
import { db } from "../db";
import { limit } from "../limit";
import { isPassword } from "./password";
import type { UserRole } from "./roles";
import { signInInput } from "./schema";

/**
 * The user whom email and password belong to, or null. More than 10 tries a minute for one email from one address, or 60
 * from one address, are refused as `rate_limited`; a stranger's tries do not lock the owner out.
 */
export async function checkPassword(
  credentials: Record<string, unknown>,
  address: string,
): Promise<{ id: string; name: string; email: string; role: UserRole } | null> {
  const input = signInInput.safeParse({ email: credentials.email, password: credentials.password });
  if (!input.success) return null;
  const { email, password } = input.data;
  const from = await hashAddress(address);
  await Promise.all([limit("signin", `${email}|${from}`, 10, 60), limit("signin-address", from, 60, 60)]);
  const user = await db().user.findUnique({ where: { email } });
  if (!(await isPassword(password, user?.passwordHash ?? null)) || !user) return null;
  return { id: user.id, name: user.name, email: user.email, role: user.role };
}
