"use client";

import { Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { MEMBERSHIP_SHEET_ID } from "./sheet-id";

/** Opens the sheet of the room's membership. */
export function MembershipButton({ isMember }: { isMember: boolean }) {
  const t = useTranslations("memberships");
  return (
    <Button icon={<Ticket aria-hidden="true" />} popoverTarget={MEMBERSHIP_SHEET_ID}>
      {t(isMember ? "isMember" : "become")}
    </Button>
  );
}
