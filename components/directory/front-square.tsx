import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { fullCount } from "@/components/ui/count";
import type { FrontPage } from "@/lib/rooms/schema";
import { DirectoryHead } from "./directory-head";
import { DirectoryMain } from "./directory-main";
import { DirectorySection } from "./directory-section";
import { EmptySquare } from "./empty-square";
import { LanternString } from "./lantern-string";
import { OrderChip } from "./order-chip";
import { Timetable } from "./timetable";

/** Two full rows of past rooms on a wide screen, or one. */
const WHOLE_ROWS = 8;

/** The front page: the rooms that are lit, those on a break beside them, then what is coming and what was. */
export function FrontSquare({ front }: { front: FrontPage }) {
  const t = useTranslations("directory");
  const locale = useLocale();
  const summary = t("inSquare", {
    roomCount: front.counts.live,
    rooms: fullCount(front.counts.live, locale),
    peopleCount: front.onlineTotal,
    people: fullCount(front.onlineTotal, locale),
  });
  const before = [...front.replays, ...front.ended];
  const past = before.slice(0, before.length >= WHOLE_ROWS ? WHOLE_ROWS : WHOLE_ROWS / 2);
  const lit = front.live.pageCount > 1 ? front.live.cards : [...front.live.cards, ...front.paused];
  const moreLive = front.live.next && { href: `/live/all/2/${front.live.next}`, label: t("section.moreLive") };
  return (
    <DirectoryMain>
      <DirectoryHead view="all" counts={front.counts} summary={summary} />
      <DirectorySection quiet title={t("section.lit")}>
        {lit.length > 0 ? (
          <LanternString cards={lit} leadBig={front.live.cards.length > 0 || lit.length === 1} eager />
        ) : (
          <EmptySquare text={t("empty.live")}>
            <ButtonLink href="/studio" prefetch={false}>
              {t("empty.open")}
            </ButtonLink>
          </EmptySquare>
        )}
        <OrderChip list="popular" category={null} shown={front.live.cards.map(({ id }) => id)} />
        {moreLive && (
          <ButtonLink href={moreLive.href} prefetch={false}>
            {moreLive.label}
          </ButtonLink>
        )}
      </DirectorySection>
      {front.live.pageCount > 1 && front.paused.length > 0 && (
        <DirectorySection title={t("title.paused")} more={{ href: "/paused", label: t("section.allPaused") }}>
          <LanternString cards={front.paused} />
        </DirectorySection>
      )}
      {front.upcoming.length > 0 && (
        <DirectorySection
          title={t("section.upcoming")}
          note={t("timetable.zone")}
          more={{ href: "/upcoming", label: t("section.allUpcoming") }}
        >
          <Timetable cards={front.upcoming} />
        </DirectorySection>
      )}
      {past.length > 0 && (
        <DirectorySection
          title={front.replays.length > 0 ? t("section.replays") : t("title.ended")}
          more={
            front.replays.length > 0
              ? { href: "/replays", label: t("section.allReplays") }
              : { href: "/ended", label: t("section.allEnded") }
          }
        >
          <LanternString cards={past} />
        </DirectorySection>
      )}
    </DirectoryMain>
  );
}
