"use client";

import { Search } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { Button } from "@/components/ui/button";
import { fullCount } from "@/components/ui/count";
import type { RoomView } from "@/lib/rooms/schema";
import type { Standing } from "@/lib/users/schema";
import { findMembers } from "./member-book";
import { MemberRow } from "./member-row";
import styles from "./members-panel.module.css";
import { useMembers } from "./use-members";

interface MembersPanelProps {
  room: RoomView;
  canSearch: boolean;
  /** Who looks at the list, for what may be done about somebody. */
  reader: Standing;
}

/** The people with an account in a room, the newest first; those who keep order there can search the list. */
export function MembersPanel({ room, canSearch, reader }: MembersPanelProps) {
  const t = useTranslations("room.members");
  const locale = useLocale();
  const { state, members, total, read } = useMembers(room.id, room.hostId);
  const [typed, setTyped] = useState("");
  const wanted = useDeferredValue(typed);
  const found = findMembers(members, wanted);

  if (state === "loading") return <p className={styles.note}>{t("loading")}</p>;
  if (state === "lost") {
    return (
      <div className={styles.lost}>
        <p role="status">{t("lost")}</p>
        <Button onClick={read}>{t("retry")}</Button>
      </div>
    );
  }
  return (
    <div className={styles.panel}>
      {canSearch && (
        <label className={styles.search}>
          <Search aria-hidden="true" />
          <input
            type="search"
            value={typed}
            placeholder={t("search")}
            aria-label={t("search")}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={t("title")}>
        {members.length === 0 && <p className={styles.note}>{t("none")}</p>}
        {members.length > 0 && found.length === 0 && (
          <p className={styles.note} role="status">
            {t("noMatch")}
          </p>
        )}
        <ul>
          {found.map((member) => (
            <MemberRow key={member.userId} member={member} roomLanguage={room.language} reader={reader} hostId={room.hostId} />
          ))}
        </ul>
        <p className={styles.note}>
          {members.length < total && t("newest", { shown: fullCount(members.length, locale), total: fullCount(total, locale) })}{" "}
          {t("note")}
        </p>
      </section>
    </div>
  );
}
