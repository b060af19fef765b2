import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskNav } from "@/components/admin/desk-nav";
import { deskSections } from "@/components/admin/sections";
import { ClientMessages } from "@/components/site/client-messages";
import { StandingWatch } from "@/components/standing/standing-watch";
import { may, onSiteAs } from "@/lib/users/permissions";
import { requireReader } from "@/lib/users/session";

interface AdminLayoutProps {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

/** The frame depends on who asks. */
export const dynamic = "force-dynamic";

/** The frame of the desk, with the ways to the parts that its reader may enter. Nobody else learns that it exists. */
export default async function AdminLayout({ children, params }: AdminLayoutProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const { id, role } = await requireReader("desk.open");
  const sections = deskSections.filter(({ needs }) => may(onSiteAs(id, role), needs)).map(({ name }) => name);
  return (
    <ClientMessages areas={["admin", "moderation", "desk"]}>
      <DeskNav sections={sections} />
      <StandingWatch known={onSiteAs(id, role)} roomId={null} />
      {children}
    </ClientMessages>
  );
}
