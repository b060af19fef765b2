import { ArrowLeft, ScrollText, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/site/client-messages";
import { Button, ButtonLink } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Link } from "@/lib/i18n/navigation";
import type { AuditPage, AuditQuery } from "@/lib/moderation/schema";
import { actionText } from "./action-text";
import styles from "./audit-main.module.css";
import { AuditTable } from "./audit-table";

interface AuditMainProps {
  page: AuditPage;
  query: AuditQuery;
  /** The acts that can be looked for. */
  actions: readonly string[];
  /** The room whose acts these are; null at the desk. */
  roomId?: string | null;
}

/** The audit log with its filters, a page at a time. */
export function AuditMain({ page, query, actions, roomId = null }: AuditMainProps) {
  const t = useTranslations("audit");
  const { lines, next, isWhole } = page;
  const pathname = roomId ? `/studio/rooms/${roomId}/audit` : "/admin/audit";
  const kept = { ...(query.q ? { q: query.q } : {}), ...(query.action ? { action: query.action } : {}) };
  return (
    <main className={styles.main} id="main">
      {roomId && (
        <Link className={styles.back} href={`/studio/rooms/${roomId}`} prefetch={false}>
          <ArrowLeft aria-hidden="true" />
          {t("back")}
        </Link>
      )}
      <h1>{t(roomId ? "roomTitle" : "title")}</h1>
      <p className={styles.lead}>{t(isWhole ? "lead" : "ownLead")}</p>
      <form className={styles.filter}>
        <TextField
          label={t("filter.person")}
          name="q"
          type="search"
          defaultValue={query.q}
          maxLength={100}
          placeholder={t(isWhole && !roomId ? "filter.hint" : "filter.roomHint")}
        />
        <SelectField label={t("filter.action")} name="action" defaultValue={query.action ?? ""}>
          <option value="">{t("filter.all")}</option>
          {actions.map((action) => (
            <option key={action} value={action}>
              {actionText(t, action)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" icon={<Search aria-hidden="true" />}>
          {t("filter.find")}
        </Button>
      </form>
      <ClientMessages areas={["audit"]}>
        {lines.length === 0 ? (
          <p className={styles.empty}>
            <ScrollText aria-hidden="true" />
            {t("empty")}
          </p>
        ) : (
          <AuditTable lines={lines} />
        )}
      </ClientMessages>
      <nav className={styles.pages}>
        {query.before && (
          <ButtonLink href={{ pathname, query: kept }} prefetch={false}>
            {t("newest")}
          </ButtonLink>
        )}
        {next && (
          <ButtonLink href={{ pathname, query: { ...kept, before: next } }} prefetch={false}>
            {t("older")}
          </ButtonLink>
        )}
      </nav>
    </main>
  );
}
