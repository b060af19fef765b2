import { ArrowLeft, ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import styles from "./pagination.module.css";

interface PaginationProps {
  /** Path of the first page; further pages add `/2`, `/3`, and the cursor that leads there. */
  base: string;
  page: number;
  pageCount: number;
  /** Cursor of the next page, so that rooms that move meanwhile are neither shown twice nor left out; null at the end. */
  next: string | null;
}

/** Links to the neighbouring pages of a list, or nothing when there is only one page. */
export function Pagination({ base, page, pageCount, next }: PaginationProps) {
  const t = useTranslations("directory");
  if (page === 1 && !next) return null;
  const pathOf = (number: number) => (number === 1 ? base : `${base}/${number}`);
  return (
    <nav className={styles.pages} aria-label={t("pages.label")}>
      {page > 1 && (
        <ButtonLink href={pathOf(page - 1)} prefetch={false} rel="prev" icon={<ArrowLeft aria-hidden="true" />}>
          {t("pages.previous")}
        </ButtonLink>
      )}
      <span className="num">{t("pages.position", { page, pageCount: Math.max(page, pageCount) })}</span>
      {next && (
        <ButtonLink href={`${pathOf(page + 1)}/${next}`} prefetch={false} rel="next">
          {t("pages.next")}
          <ArrowRight aria-hidden="true" />
        </ButtonLink>
      )}
    </nav>
  );
}
