import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SignOutForm } from "@/components/site/sign-out-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Face } from "@/components/ui/face";
import { may, onSiteAs } from "@/lib/users/permissions";
import type { UserRole } from "@/lib/users/roles";
import styles from "./profile.module.css";

interface ProfileProps {
  name: string;
  email: string;
  role: UserRole;
  /** Stands under the facts. */
  children: ReactNode;
}

/** What Hiroba knows of the reader, the ways on, and the way out. */
export function Profile({ name, email, role, children }: ProfileProps) {
  const t = useTranslations("account");
  return (
    <div className={styles.profile}>
      <div className={styles.person}>
        <Face name={name} sizeRem={3.25} />
        <p className={styles.name}>{name}</p>
      </div>
      <dl className={styles.facts}>
        <dt>{t("email")}</dt>
        <dd>{email}</dd>
        <dt>{t("role.label")}</dt>
        <dd>{t(`role.${role}`)}</dd>
      </dl>
      {children}
      <div className={styles.actions}>
        <ButtonLink href="/studio" prefetch={false}>
          {t("toStudio")}
        </ButtonLink>
        {may(onSiteAs("", role), "desk.open") && (
          <ButtonLink href="/admin" prefetch={false}>
            {t("toAdmin")}
          </ButtonLink>
        )}
      </div>
      <SignOutForm>
        <Button type="submit" tone="quiet" wide icon={<LogOut aria-hidden="true" />}>
          {t("signOut")}
        </Button>
      </SignOutForm>
    </div>
  );
}
