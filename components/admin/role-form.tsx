"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { setRoleAction } from "@/app/[locale]/(admin)/admin/actions";
import { Button } from "@/components/ui/button";
import { userRoles } from "@/lib/users/schema";
import styles from "./role-form.module.css";
import type { DeskUser } from "./user-table";

/** Gives a person another role; the button saves the choice. */
export function RoleForm({ user }: { user: DeskUser }) {
  const t = useTranslations("admin");
  const errors = useTranslations("errors");
  const router = useRouter();
  const [result, action, pending] = useActionState(setRoleAction, null);

  useEffect(() => {
    if (result?.status === "done") router.refresh();
  }, [result, router]);

  return (
    <form action={action} className={styles.form} aria-busy={pending}>
      <input type="hidden" name="userId" value={user.id} />
      <select key={user.role} name="role" defaultValue={user.role} aria-label={t("users.roleOf", { name: user.name })}>
        {userRoles.map((role) => (
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
