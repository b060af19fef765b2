"use client";

import { useLocale, useTranslations } from "next-intl";
import { type CSSProperties, useState } from "react";
import { guessLang } from "@/components/chat/text-parts";
import { LevelBadge } from "@/components/levels/level-badge";
import { Button } from "@/components/ui/button";
import { fullCount } from "@/components/ui/count";
import { Face } from "@/components/ui/face";
import { type BoardScope, boardScopes, type Giver } from "@/lib/givers/schema";
import type { RoomView } from "@/lib/rooms/schema";
import styles from "./givers-panel.module.css";
import { useGiverBoards } from "./use-giver-boards";

/** Who gave most in a room: in the session, on this UTC day, and of all time. */
export function GiversPanel({ room }: { room: RoomView }) {
  const t = useTranslations("room.givers");
  const { boards, isLost, read } = useGiverBoards(room.id);
  const [scope, setScope] = useState<BoardScope>("session");

  if (!boards) {
    if (!isLost) return <p className={styles.note}>{t("loading")}</p>;
    return (
      <div className={styles.lost}>
        <p role="status">{t("lost")}</p>
        <Button onClick={read}>{t("retry")}</Button>
      </div>
    );
  }
  const board = boards[scope];
  return (
    <div className={styles.panel}>
      <fieldset className={styles.scopes}>
        <legend className="visually-hidden">{t("which")}</legend>
        {boardScopes.map((name) => (
          <label key={name}>
            <input
              className="visually-hidden"
              type="radio"
              name="board"
              value={name}
              checked={name === scope}
              onChange={() => setScope(name)}
            />
            <span>{t(`scope.${name}`)}</span>
          </label>
        ))}
      </fieldset>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={t(`scope.${scope}`)}>
        {board.length === 0 ? (
          <p className={styles.note}>{t("none")}</p>
        ) : (
          <ol className={styles.board}>
            {board.map((giver, index) => (
              <GiverRow
                key={giver.userId}
                giver={giver}
                place={index + 1}
                most={board[0]?.coins ?? 1}
                roomLanguage={room.language}
              />
            ))}
          </ol>
        )}
        <p className={styles.note}>{t(scope === "today" ? "noteDay" : "note", { day: boards.day })}</p>
      </section>
    </div>
  );
}

interface GiverRowProps {
  giver: Giver;
  place: number;
  /** What the first gave: the full length of the bars. */
  most: number;
  roomLanguage: string;
}

function GiverRow({ giver: { userId, name, coins, level }, place, most, roomLanguage }: GiverRowProps) {
  const locale = useLocale();
  const share: CSSProperties & Record<"--share", number> = { "--share": coins / most };
  return (
    <li data-giver={userId} style={share}>
      <span className={styles.place}>{place}</span>
      <Face name={name} sizeRem={1.75} />
      <span className={styles.name}>
        {level !== null && <LevelBadge level={level} />}
        <span lang={guessLang(name, roomLanguage)}>{name}</span>
      </span>
      <span className="num">{fullCount(coins, locale)}</span>
    </li>
  );
}
