import { useLocale, useTranslations } from "next-intl";
import { DirectorySection } from "@/components/directory/directory-section";
import { LanternString } from "@/components/directory/lantern-string";
import hostList from "@/components/follows/host-list.module.css";
import { HostWords } from "@/components/follows/host-words";
import { fullCount } from "@/components/ui/count";
import type { SearchResults } from "@/lib/search/schema";

/** Hosts whose name was found, with their followers; their rooms are among the rooms. */
export function FoundHosts({ hosts }: Pick<SearchResults, "hosts">) {
  const t = useTranslations("directory.search");
  if (hosts.length === 0) return null;
  return (
    <DirectorySection title={t("hosts")}>
      <ul className={hostList.hosts} data-found="hosts">
        {hosts.map(({ id, name, followerCount }) => (
          <li key={id}>
            <HostWords name={name} followerCount={followerCount} />
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
