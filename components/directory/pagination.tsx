import { ArrowLeft, ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import styles from "./pagination.module.css";

interface PaginationProps {
  /** Path of the first page; further pages add `/2`, `/3`. */
  base: string;
  page: number;
  pageCount: number;
}

/** Links to the neighbouring pages of a list, or nothing when there is only one page. */
export function Pagination({ base, page, pageCount }: PaginationProps) {
  const t = useTranslations("directory");
  if (pageCount <= 1) return null;
  const pathOf = (number: number) => (number === 1 ? base : `${base}/${number}`);
  return (
    <nav className={styles.pages} aria-label={t("pages.label")}>
      {page > 1 && (
        <ButtonLink href={pathOf(page - 1)} prefetch={false} rel="prev" icon={<ArrowLeft aria-hidden="true" />}>
          {t("pages.previous")}
        </ButtonLink>
      )}
      <span className="num">{t("pages.position", { page, pageCount })}</span>
      {page < pageCount && (
        <ButtonLink href={pathOf(page + 1)} prefetch={false} rel="next">
          {t("pages.next")}
          <ArrowRight aria-hidden="true" />
        </ButtonLink>
      )}
    </nav>
  );
}
