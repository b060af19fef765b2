import { Square } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { fullCount } from "@/components/ui/count";
import { Link } from "@/lib/i18n/navigation";
import { type RoomCategory, roomCategories, type StatusCounts } from "@/lib/rooms/schema";
import { CategoryIcon } from "./category-icon";
import styles from "./directory-head.module.css";

/** Which part of the directory a page shows; `all` is the front page. */
export type DirectoryView = "all" | "live" | "new" | "upcoming" | "paused" | "replays" | "ended";

interface DirectoryHeadProps {
  view: DirectoryView;
  category?: RoomCategory | null;
  counts: StatusCounts;
  /** How much there is, in words, beside the title. */
  summary: string;
}

/** The directory's title and its filters: plain links with the state in the path and the count always shown. */
export function DirectoryHead({ view, category = null, counts, summary }: DirectoryHeadProps) {
  const t = useTranslations();
  const locale = useLocale();
  const onAir = view === "all" || view === "live" || view === "new";
  const total = counts.waiting + counts.live + counts.paused + counts.replay + counts.ended;
  const filters = [
    { key: "all", href: "/", count: total, current: view === "all" },
    { key: "live", href: "/live/all", count: counts.live, current: view === "live" || view === "new" },
    { key: "upcoming", href: "/upcoming", count: counts.waiting, current: view === "upcoming" },
    { key: "paused", href: "/paused", count: counts.paused, current: view === "paused" },
    { key: "replays", href: "/replays", count: counts.replay, current: view === "replays" },
    { key: "ended", href: "/ended", count: counts.ended, current: view === "ended" },
  ];
  const title = category
    ? t("directory.title.category", { category: t(`common.category.${category}`) })
    : t(`directory.title.${view}`);

  return (
    <div className={styles.head}>
      <h1 className={styles.title}>
        {title}
        <span className="num">{summary}</span>
      </h1>
      <nav className={styles.filters} aria-label={t("directory.filter.label")}>
        {filters.map(({ key, href, count, current }) => (
          <Link key={key} href={href} prefetch={false} aria-current={current ? "true" : undefined}>
            {t(`directory.filter.${key}`)} <span className="num">{fullCount(count, locale)}</span>
          </Link>
        ))}
      </nav>
      {onAir && !category && (
        <nav className={styles.sort} aria-label={t("directory.sort.label")}>
          <Link href={view === "all" ? "/" : "/live/all"} prefetch={false} aria-current={view === "new" ? undefined : "true"}>
            {t("directory.sort.popular")}
          </Link>
          <Link href="/live/new" prefetch={false} aria-current={view === "new" ? "true" : undefined}>
            {t("directory.sort.new")}
          </Link>
        </nav>
      )}
      {onAir && (
        <nav className={styles.categories} aria-label={t("directory.category.label")}>
          <Link href={view === "all" ? "/" : "/live/all"} prefetch={false} aria-current={category ? undefined : "true"}>
            <Square aria-hidden="true" />
            {t("directory.category.all")}
          </Link>
          {roomCategories.map((name) => (
            <Link key={name} href={`/live/${name}`} prefetch={false} aria-current={category === name ? "true" : undefined}>
              <CategoryIcon category={name} />
              {t(`common.category.${name}`)}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
}
