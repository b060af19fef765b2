/** True for those who set a room's chat and are not bound by what is set: its host, and the site's moderators and admins. */
export function keepsOrder(person: { id: string; role: string | null | undefined }, hostId: string): boolean {
  return person.id === hostId || person.role === "moderator" || person.role === "admin";
}
