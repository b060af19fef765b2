import { z } from "zod";
import { plainLine } from "../text";

/** From least to most: each role may do all that the roles before it may. */
export const userRoles = ["user", "host", "moderator", "admin", "owner"] as const;
export const userRole = z.enum(userRoles);
export type UserRole = z.infer<typeof userRole>;

/** Other sites that people can sign in with, where the operator configured them. */
export const providerNames = ["github", "google"] as const;
export const providerName = z.enum(providerNames);
export type ProviderName = z.infer<typeof providerName>;

/** The person behind a request. */
export interface SessionUser {
  id: string;
  name: string;
  role: UserRole;
}

/** What somebody is in one room. Without a room only the site's role counts. */
export const standing = z.object({
  /** Null for a visitor without an account. */
  id: z.string().nullable(),
  role: userRole.nullable(),
  isHost: z.boolean(),
  isRoomModerator: z.boolean(),
});
export type Standing = z.infer<typeof standing>;

const email = z.string().trim().toLowerCase().max(254).pipe(z.email());

export const signUpInput = z.strictObject({
  name: plainLine(20),
  email,
  password: z.string().min(10).max(200),
});
export type SignUpInput = z.infer<typeof signUpInput>;

export const signInInput = z.strictObject({ email, password: z.string().min(1).max(200) });
export type SignInInput = z.infer<typeof signInInput>;

export const setRoleInput = z.strictObject({ userId: z.string(), role: userRole });
