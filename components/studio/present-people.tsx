"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { findMembers } from "@/components/members/member-book";
import { useMembers } from "@/components/members/use-members";
import { Button } from "@/components/ui/button";
import { Face } from "@/components/ui/face";
import { TextField } from "@/components/ui/field";
import styles from "./moderators-panel.module.css";

/** Of a long list so many are offered; the others are found by their names. */
const MOST_OFFERED = 8;

interface PresentPeopleProps {
  roomId: string;
  hostId: string;
  except: readonly string[];
  onChoose: (userId: string) => void;
}

/** The people who are in the room now and stand below its host, to choose one of them by name. */
export function PresentPeople({ roomId, hostId, except, onChoose }: PresentPeopleProps) {
  const t = useTranslations("studio.moderators");
  const { state, members, read } = useMembers(roomId, hostId);
  const [typed, setTyped] = useState("");
  const eligible = members.filter(({ userId, role }) => role === null && !except.includes(userId));
  const found = findMembers(eligible, typed).slice(0, MOST_OFFERED);
  if (state === "lost") {
    return (
      <div className={styles.choice}>
        <p className={styles.lead}>{t("lost")}</p>
        <Button size="small" onClick={read}>
          {t("retry")}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.choice}>
      <TextField label={t("search")} type="search" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      {state === "ready" && found.length === 0 && (
        <p className={styles.lead} role="status">
          {t(eligible.length === 0 ? "nobody" : "noMatch")}
        </p>
      )}
      <ul className={styles.people}>
        {found.map(({ userId, name }) => (
          <li key={userId}>
            <Face name={name} sizeRem={1.5} />
            <span className={styles.name}>{name}</span>
            <Button size="small" aria-label={t("appointOf", { name })} onClick={() => onChoose(userId)}>
              {t("appoint")}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
