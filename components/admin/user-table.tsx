"use client";

import { useTranslations } from "next-intl";
import { ActMenu } from "@/components/moderation/act-menu";
import { Face } from "@/components/ui/face";
import { LocalTime } from "@/components/ui/local-time";
import { onSiteAs } from "@/lib/users/permissions";
import type { Standing, UserRole } from "@/lib/users/schema";
import { RoleForm } from "./role-form";
import styles from "./user-table.module.css";

export interface DeskUser {
  id: string;
  name: string;
  email: string;
  role: UserRole;
  createdAtMs: number;
}

/** Everybody with an account, newest first, each with the role that can be given. */
export function UserTable({ users, reader }: { users: DeskUser[]; reader: Standing }) {
  const t = useTranslations("admin");
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t("users.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("users.person")}</th>
          <th scope="col">{t("users.joined")}</th>
          <th scope="col">{t("users.role")}</th>
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
                <ActMenu reader={reader} target={{ userId: user.id, name: user.name, standing: onSiteAs(user.id, user.role) }} />
              </span>
            </th>
            <td className="num">
              <LocalTime atMs={user.createdAtMs} />
            </td>
            <td>{user.id === reader.id ? <b>{t(`role.${user.role}`)}</b> : <RoleForm user={user} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
