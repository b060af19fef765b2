import { BookX, Gift, LayoutGrid, Scale, Send, Users } from "lucide-react";
import type { UserRole } from "@/lib/users/schema";

/** The desk's parts in their order, and the role from which each is shown. Every page checks its reader by itself all the same. */
export const deskSections = [
  { name: "rooms", href: "/admin", icon: LayoutGrid, needs: "moderator" },
  { name: "users", href: "/admin/users", icon: Users, needs: "admin" },
  { name: "words", href: "/admin/words", icon: BookX, needs: "admin" },
  { name: "gifts", href: "/admin/gifts", icon: Gift, needs: "admin" },
  { name: "ledger", href: "/admin/ledger", icon: Scale, needs: "admin" },
  { name: "outbox", href: "/admin/outbox", icon: Send, needs: "admin" },
] as const satisfies readonly { name: string; href: string; icon: typeof Gift; needs: UserRole }[];

export type DeskSection = (typeof deskSections)[number]["name"];
