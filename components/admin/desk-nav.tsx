import { BookX, Gift, LayoutGrid, Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import styles from "./desk-nav.module.css";

const places = [
  { name: "rooms", href: "/admin", icon: LayoutGrid },
  { name: "gifts", href: "/admin/gifts", icon: Gift },
  { name: "words", href: "/admin/words", icon: BookX },
  { name: "ledger", href: "/admin/ledger", icon: Scale },
] as const;

/** The ways between the parts of the desk. */
export function DeskNav({ current }: { current: (typeof places)[number]["name"] }) {
  const t = useTranslations("admin.nav");
  return (
    <nav className={styles.nav} aria-label={t("label")}>
      {places.map(({ name, href, icon: Icon }) => (
        <Link key={name} href={href} prefetch={false} aria-current={name === current ? "page" : undefined}>
          <Icon aria-hidden="true" />
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
