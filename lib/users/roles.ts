import { type UserRole, userRoles } from "./schema";

/** True when a role may do what another may. */
export function hasRole(role: UserRole, needed: UserRole): boolean {
  return userRoles.indexOf(role) >= userRoles.indexOf(needed);
}
