import { z } from "zod";
import { plainLine } from "../text";
import { type UserRole, userRoles } from "./roles";

export const userRole = z.enum(userRoles);

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

/** What `GET /api/standing` is asked for: the standing on the site, or in one room. */
export const standingQuery = z.strictObject({
  roomId: z
    .string()
    .regex(/^[0-9a-z]{12}$/)
    .nullable()
    .default(null),
});

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

/** What `/admin/users` is asked for: a part of a name or an address, and where a page ends. What makes no sense is left out. */
export const deskUserQuery = z.object({
  q: z.string().trim().max(100).catch(""),
  before: z
    .string()
    .regex(/^\d{1,15}-[0-9a-z]{1,32}$/)
    .transform((text) => ({ atMs: Number(text.split("-")[0]), id: text.split("-")[1] ?? "" }))
    .nullable()
    .catch(null),
});
export type DeskUserQuery = z.infer<typeof deskUserQuery>;

/** An account as the desk lists it. */
export interface DeskUser {
  id: string;
  name: string;
  email: string;
  role: UserRole;
  createdAtMs: number;
}

/** `next` is where the following page begins; null at the end. */
export interface DeskUserPage {
  users: DeskUser[];
  next: string | null;
}
