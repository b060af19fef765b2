"use client";

import { useState } from "react";
import type { FollowedRooms } from "@/lib/rooms/schema";
import { FollowButton } from "./follow-button";
import styles from "./host-list.module.css";
import { HostWords } from "./host-words";

/** The hosts that the reader follows; one who is let go stays in the list until the page is read again, to be taken back. */
export function HostList({ hosts }: { hosts: FollowedRooms["hosts"] }) {
  const [letGo, setLetGo] = useState<ReadonlySet<string>>(new Set());
  const note = (id: string, isFollowing: boolean) =>
    setLetGo((before) => new Set(isFollowing ? [...before].filter((one) => one !== id) : [...before, id]));
  return (
    <ul className={styles.hosts}>
      {hosts.map(({ id, name, followerCount }) => (
        <li key={id}>
          <HostWords name={name} followerCount={followerCount} />
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
