"use client";

import { ChevronDown, CircleUserRound, Coins, LogOut, Shield, UserRound, Video } from "lucide-react";
import { useSession } from "next-auth/react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Face } from "@/components/ui/face";
import { Link } from "@/lib/i18n/navigation";
import { may, onSiteAs } from "@/lib/users/permissions";
import { roleIn } from "@/lib/users/roles";
import styles from "./account-menu.module.css";
import { SignOutForm } from "./sign-out-form";

/** Who is signed in: a place that keeps its size while unknown, a way in for visitors, a menu for members. */
export function AccountMenu() {
  const t = useTranslations("common");
  const { data: session, status } = useSession();

  if (status === "loading") {
    return (
      <div className={styles.slot}>
        <Link className={styles.unknown} href="/account" prefetch={false} aria-label={t("account.profile")}>
          <CircleUserRound aria-hidden="true" />
        </Link>
      </div>
    );
  }
  if (!session?.user) {
    return (
      <div className={styles.slot}>
        <Link className={styles.signIn} href="/signin" prefetch={false}>
          {t("account.signIn")}
        </Link>
      </div>
    );
  }
  const name = session.user.name ?? "";
  const seesDesk = may(onSiteAs(session.user.id ?? "", roleIn(session.user)), "desk.open");
  return (
    <div className={styles.slot}>
      <button type="button" className={styles.opener} popoverTarget="account-menu" aria-label={t("account.menu", { name })}>
        <Face name={name} sizeRem={2} />
        <ChevronDown aria-hidden="true" />
      </button>
      <div className={styles.menu} id="account-menu" popover="auto">
        <p className={styles.name}>{name}</p>
        <ul>
          <li>
            <Link href="/account" prefetch={false}>
              <UserRound aria-hidden="true" />
              {t("account.profile")}
            </Link>
          </li>
          <li>
            <Link href="/wallet" prefetch={false}>
              <Coins aria-hidden="true" />
              {t("account.wallet")}
            </Link>
          </li>
          <li>
            <Link href="/studio" prefetch={false}>
              <Video aria-hidden="true" />
              {t("account.studio")}
            </Link>
          </li>
          {seesDesk && (
            <li>
              <Link href="/admin" prefetch={false}>
                <Shield aria-hidden="true" />
                {t("account.admin")}
              </Link>
            </li>
          )}
        </ul>
        <SignOutForm>
          <Button type="submit" size="small" wide icon={<LogOut aria-hidden="true" />}>
            {t("account.signOut")}
          </Button>
        </SignOutForm>
      </div>
    </div>
  );
}
