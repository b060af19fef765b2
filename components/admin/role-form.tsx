"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { setRoleAction } from "@/app/[locale]/(admin)/admin/actions";
import { Button } from "@/components/ui/button";
import { type UserRole, userRoles } from "@/lib/users/roles";
import type { DeskUser } from "@/lib/users/schema";
import styles from "./role-form.module.css";

/** Gives a person another of the roles that the reader may give; the button saves the choice. Where there is none the role is only said. */
export function RoleForm({ user, choices }: { user: DeskUser; choices: readonly UserRole[] }) {
  const t = useTranslations("admin");
  const errors = useTranslations("errors");
  const router = useRouter();
  const [result, action, pending] = useActionState(setRoleAction, null);

  useEffect(() => {
    if (result?.status === "done") router.refresh();
  }, [result, router]);

  if (!choices.some((role) => role !== user.role)) return <b>{t(`role.${user.role}`)}</b>;
  return (
    <form action={action} className={styles.form} aria-busy={pending}>
      <input type="hidden" name="userId" value={user.id} />
      <select key={user.role} name="role" defaultValue={user.role} aria-label={t("users.roleOf", { name: user.name })}>
        {userRoles
          .filter((role) => role === user.role || choices.includes(role))
          .map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
      </select>
      <Button type="submit" size="small" aria-label={t("users.saveRoleOf", { name: user.name })}>
        {t("users.save")}
      </Button>
      <span className={result?.status === "refused" ? styles.refused : styles.done} role="status">
        {result?.status === "done" && t("users.saved")}
        {result?.status === "refused" && errors(result.code)}
      </span>
    </form>
  );
}
