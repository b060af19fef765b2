import { ArrowRight, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { ActDialog } from "@/components/moderation/act-dialog";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { onSiteAs } from "@/lib/users/permissions";
import type { DeskUserPage, SessionUser } from "@/lib/users/schema";
import { UserTable } from "./user-table";
import styles from "./users-main.module.css";

/** The accounts, found by name or address, with the roles that the reader can give. */
export function UsersMain({ users, next, search, reader }: DeskUserPage & { search: string; reader: SessionUser }) {
  const t = useTranslations("admin.users");
  return (
    <main className={styles.main} id="main">
      <h1>{t("title")}</h1>
      <form className={styles.search}>
        <TextField label={t("search")} name="q" type="search" defaultValue={search} maxLength={100} />
        <Button type="submit" icon={<Search aria-hidden="true" />}>
          {t("find")}
        </Button>
      </form>
      {users.length === 0 ? <Notice role="status">{t("nobody")}</Notice> : <UserTable users={users} reader={reader} />}
      {next && (
        <ButtonLink
          className={styles.more}
          href={`/admin/users?${new URLSearchParams({ q: search, before: next })}`}
          prefetch={false}
        >
          {t("older")}
          <ArrowRight aria-hidden="true" />
        </ButtonLink>
      )}
      <ActDialog roomId={null} reader={onSiteAs(reader.id, reader.role)} />
    </main>
  );
}
