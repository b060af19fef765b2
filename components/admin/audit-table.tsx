"use client";

import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import { Link } from "@/lib/i18n/navigation";
import type { AuditLine } from "@/lib/moderation/schema";
import { actionText } from "./action-text";
import styles from "./audit-main.module.css";
import { AuditUndo } from "./audit-undo";

/** Entries of the audit log: who, what, about whom, where, why, and what is different since. */
export function AuditTable({ lines }: { lines: AuditLine[] }) {
  const t = useTranslations("audit");
  return (
    <ol className={styles.lines}>
      {lines.map((line) => (
        <li key={line.id} className={styles.line} data-entry={line.id} data-undone={line.isUndone}>
          <p className={styles.when}>
            <span className="num">{t("number", { id: line.id })}</span>
            <LocalTime atMs={line.atMs} />
          </p>
          <div className={styles.what}>
            <p>
              <b>{actionText(t, line.action)}</b>
              <bdi>{line.subjectName}</bdi>
            </p>
            <p className={styles.meta}>
              <span>
                {t("who")}: <bdi>{line.actorName}</bdi>
              </span>
              {line.room ? (
                <Link href={`/rooms/${line.room.id}`} prefetch={false}>
                  {line.room.title}
                </Link>
              ) : (
                <span>{t("site")}</span>
              )}
              {line.undoesId && <span>{t("undoes", { id: line.undoesId })}</span>}
            </p>
            {line.reason && (
              <p className={styles.reason}>
                {t("reason")}: <bdi>{line.reason}</bdi>
              </p>
            )}
            {line.changes.length > 0 && <Changes line={line} />}
          </div>
          <div className={styles.act}>
            {line.isUndone && <span className={styles.undone}>{t("isUndone")}</span>}
            {line.canUndo && <AuditUndo entryId={line.id} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Changes({ line }: { line: AuditLine }) {
  const t = useTranslations("audit");
  return (
    <dl className={styles.changes}>
      {line.changes.map(({ name, before, after, isContext }) => (
        <div key={name}>
          <dt>{name.slice(name.lastIndexOf(".") + 1)}</dt>
          <dd>
            {isContext && <Value name={name} text={before} />}
            {before !== null && !isContext && (
              <del>
                <span className="visually-hidden">{t("before")} </span>
                <Value name={name} text={before} />
              </del>
            )}
            {after !== null && (
              <ins>
                <span className="visually-hidden">{t("after")} </span>
                <Value name={name} text={after} />
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A value as it was written; a moment in the reader's own time. */
function Value({ name, text }: { name: string; text: string | null }) {
  return name.endsWith("Ms") && /^\d{12,}$/.test(text ?? "") ? <LocalTime atMs={Number(text)} /> : text;
}
