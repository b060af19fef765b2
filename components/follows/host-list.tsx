"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { fullCount } from "@/components/ui/count";
import { Face } from "@/components/ui/face";
import type { FollowedRooms } from "@/lib/rooms/schema";
import { FollowButton } from "./follow-button";
import styles from "./host-list.module.css";

/** The hosts that the reader follows; one who is let go stays in the list until the page is read again, to be taken back. */
export function HostList({ hosts }: { hosts: FollowedRooms["hosts"] }) {
  const t = useTranslations("follows");
  const locale = useLocale();
  const [letGo, setLetGo] = useState<ReadonlySet<string>>(new Set());
  const note = (id: string, isFollowing: boolean) =>
    setLetGo((before) => new Set(isFollowing ? [...before].filter((one) => one !== id) : [...before, id]));
  return (
    <ul className={styles.hosts}>
      {hosts.map(({ id, name, followerCount }) => (
        <li key={id}>
          <Face name={name} sizeRem={2.5} />
          <span className={styles.words}>
            <b>{name}</b>
            <small>
              {t.rich("followers", {
                count: fullCount(followerCount, locale),
                plural: followerCount,
                num: (chunk) => <span className="num">{chunk}</span>,
              })}
            </small>
          </span>
          <FollowButton
            hostId={id}
            hostName={name}
            state={letGo.has(id) ? "not" : "following"}
            onChange={(isFollowing) => note(id, isFollowing)}
          />
        </li>
      ))}
    </ul>
  );
}
