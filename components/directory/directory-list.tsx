import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { fullCount } from "@/components/ui/count";
import type { DirectoryPage, RoomCategory, StatusCounts } from "@/lib/rooms/schema";
import { DirectoryHead, type DirectoryView } from "./directory-head";
import { DirectoryMain } from "./directory-main";
import { DirectorySection } from "./directory-section";
import { EmptySquare } from "./empty-square";
import { LanternString } from "./lantern-string";
import { OrderChip } from "./order-chip";
import { Pagination } from "./pagination";
import { Timetable } from "./timetable";

interface DirectoryListProps {
  view: Exclude<DirectoryView, "all">;
  category?: RoomCategory | null;
  /** Path of the list's first page. */
  base: string;
  list: DirectoryPage;
  counts: StatusCounts;
}

/** One list of the directory on a page of its own. */
export function DirectoryList({ view, category = null, base, list, counts }: DirectoryListProps) {
  const t = useTranslations("directory");
  const summary = t("roomCount", { count: list.total, number: fullCount(list.total, useLocale()) });
  const onAir = view === "live" || view === "new";
  return (
    <DirectoryMain>
      <DirectoryHead view={view} category={category} counts={counts} summary={summary} />
      <DirectorySection quiet title={t("section.rooms")}>
        {list.cards.length === 0 ? (
          <EmptySquare text={t(category ? "empty.category" : `empty.${view}`)}>
            <ButtonLink href={category ? "/live/all" : "/"} prefetch={false}>
              {t(category ? "empty.allCategories" : "empty.toSquare")}
            </ButtonLink>
            <ButtonLink href="/studio" prefetch={false} tone="quiet">
              {t("empty.open")}
            </ButtonLink>
          </EmptySquare>
        ) : view === "upcoming" ? (
          <Timetable cards={list.cards} />
        ) : (
          <LanternString cards={list.cards} leadBig={onAir && list.page === 1} eager />
        )}
        {onAir && list.page === 1 && (
          <OrderChip list={view === "new" ? "new" : "popular"} category={category} shown={list.cards.map(({ id }) => id)} />
        )}
        <Pagination base={base} page={list.page} pageCount={list.pageCount} next={list.next} />
      </DirectorySection>
    </DirectoryMain>
  );
}
