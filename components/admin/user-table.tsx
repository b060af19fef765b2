"use client";

import { useTranslations } from "next-intl";
import { Face } from "@/components/ui/face";
import { LocalTime } from "@/components/ui/local-time";
import type { UserRole } from "@/lib/users/schema";
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
export function UserTable({ users, selfId }: { users: DeskUser[]; selfId: string }) {
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
              </span>
            </th>
            <td className="num">
              <LocalTime atMs={user.createdAtMs} />
            </td>
            <td>{user.id === selfId ? <b>{t(`role.${user.role}`)}</b> : <RoleForm user={user} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
