import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { usePathname } from "@/lib/i18n/navigation";
import styles from "./gift-invitation.module.css";

/** For visitors: that gifts need an account, and the way to one and back. */
export function GiftInvitation() {
  const t = useTranslations("gifts");
  const next = `/${useLocale()}${usePathname()}`;
  return (
    <div className={styles.invitation}>
      <p>{t("signInHint")}</p>
      <ButtonLink tone="lit" href={{ pathname: "/signin", query: { next } }} prefetch={false}>
        {t("signIn")}
      </ButtonLink>
    </div>
  );
}
