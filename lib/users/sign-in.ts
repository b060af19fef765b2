import "server-only";
import { db } from "../db";
import { limit } from "../limit";
import { isPassword } from "./password";
import { signInInput, type UserRole } from "./schema";

/** The user whom email and password belong to, or null. More than 10 tries a minute for one email are refused as `rate_limited`. */
export async function checkPassword(
  credentials: Record<string, unknown>,
): Promise<{ id: string; name: string; email: string; role: UserRole } | null> {
  const input = signInInput.safeParse({ email: credentials.email, password: credentials.password });
  if (!input.success) return null;
  const { email, password } = input.data;
  await limit("signin", email, 10, 60);
  const user = await db().user.findUnique({ where: { email } });
  if (!(await isPassword(password, user?.passwordHash ?? null)) || !user) return null;
  return { id: user.id, name: user.name, email: user.email, role: user.role };
}
