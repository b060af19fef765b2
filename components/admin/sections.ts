import { Ban, BookX, Gift, Inbox, Landmark, LayoutGrid, Scale, ScrollText, Send, Users } from "lucide-react";
import type { ActName } from "@/lib/users/permissions";

/** The desk's parts in their order, and the act of lib/users/permissions.ts that opens each. Every page checks its reader by itself all the same. */
export const deskSections = [
  { name: "rooms", href: "/admin", icon: LayoutGrid, needs: "desk.open" },
  { name: "reviews", href: "/admin/reviews", icon: Inbox, needs: "reviews.read" },
  { name: "users", href: "/admin/users", icon: Users, needs: "users.search" },
  { name: "bans", href: "/admin/bans", icon: Ban, needs: "desk.open" },
  { name: "words", href: "/admin/words", icon: BookX, needs: "words.site" },
  { name: "gifts", href: "/admin/gifts", icon: Gift, needs: "gifts.edit" },
  { name: "ledger", href: "/admin/ledger", icon: Scale, needs: "ledger.read" },
  { name: "broadcast", href: "/admin/broadcast", icon: Landmark, needs: "broadcast.send" },
  { name: "outbox", href: "/admin/outbox", icon: Send, needs: "outbox.hurry" },
  { name: "audit", href: "/admin/audit", icon: ScrollText, needs: "audit.own" },
] as const satisfies readonly { name: string; href: string; icon: typeof Gift; needs: ActName }[];

export type DeskSection = (typeof deskSections)[number]["name"];
