import { useLocale, useTranslations } from "next-intl";
import { DirectorySection } from "@/components/directory/directory-section";
import { LanternString } from "@/components/directory/lantern-string";
import hostList from "@/components/follows/host-list.module.css";
import { fullCount } from "@/components/ui/count";
import { Face } from "@/components/ui/face";
import type { SearchResults } from "@/lib/search/schema";

/** Hosts whose name was found, with their followers; their rooms are among the rooms. */
export function FoundHosts({ hosts }: Pick<SearchResults, "hosts">) {
  const t = useTranslations();
  const locale = useLocale();
  if (hosts.length === 0) return null;
  return (
    <DirectorySection title={t("directory.search.hosts")}>
      <ul className={hostList.hosts} data-found="hosts">
        {hosts.map(({ id, name, followerCount }) => (
          <li key={id}>
            <Face name={name} sizeRem={2.5} />
            <span className={hostList.words}>
              <b>{name}</b>
              <small>
                {t.rich("follows.followers", {
                  count: fullCount(followerCount, locale),
                  plural: followerCount,
                  num: (chunk) => <span className="num">{chunk}</span>,
                })}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </DirectorySection>
  );
}

/** Rooms that were found, the best first. */
export function FoundRooms({ rooms }: Pick<SearchResults, "rooms">) {
  const t = useTranslations("directory.search");
  const locale = useLocale();
  if (rooms.length === 0) return null;
  const note = t("found", { count: rooms.length, number: fullCount(rooms.length, locale) });
  return (
    <DirectorySection title={t("rooms")} note={note}>
      <LanternString cards={rooms} eager />
    </DirectorySection>
  );
}
