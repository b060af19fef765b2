/** From least to most: each role may do all that the roles before it may. */
export const userRoles = ["user", "host", "moderator", "admin", "owner"] as const;
export type UserRole = (typeof userRoles)[number];

/** The role that a session names; a user's where it names none. Without a parser, because every page loads this. */
export function roleIn(session: { role?: string } | undefined): UserRole {
  return userRoles.find((role) => role === session?.role) ?? "user";
}
