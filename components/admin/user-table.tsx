"use client";

import { useTranslations } from "next-intl";
import { ActMenu } from "@/components/moderation/act-menu";
import { Face } from "@/components/ui/face";
import { LocalTime } from "@/components/ui/local-time";
import { Link } from "@/lib/i18n/navigation";
import { mayGiveRole, onSiteAs } from "@/lib/users/permissions";
import { userRoles } from "@/lib/users/roles";
import type { DeskUser, SessionUser } from "@/lib/users/schema";
import { RoleForm } from "./role-form";
import styles from "./user-table.module.css";

/** People with an account, each with the roles that the reader can give, and the way to what was done by them and to them. */
export function UserTable({ users, reader }: { users: DeskUser[]; reader: SessionUser }) {
  const t = useTranslations("admin");
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t("users.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("users.person")}</th>
          <th scope="col">{t("users.joined")}</th>
          <th scope="col">{t("users.role")}</th>
          <th scope="col">{t("users.acts")}</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <th scope="row">
              <span className={styles.person}>
                <Face name={user.name} />
                <span>
                  {user.name}
                  <small>{user.email}</small>
                </span>
                <ActMenu
                  reader={onSiteAs(reader.id, reader.role)}
                  target={{ userId: user.id, name: user.name, standing: onSiteAs(user.id, user.role) }}
                />
              </span>
            </th>
            <td className="num">
              <LocalTime atMs={user.createdAtMs} />
            </td>
            <td>
              <RoleForm user={user} choices={userRoles.filter((role) => mayGiveRole(reader, user, role))} />
            </td>
            <td>
              <Link href={`/admin/audit?q=${user.id}`} prefetch={false} aria-label={t("users.actsOf", { name: user.name })}>
                {t("users.acts")}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
