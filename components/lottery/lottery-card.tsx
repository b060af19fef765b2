"use client";

import { Ticket, Timer, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ChatSnapshot } from "@/components/chat/chat-state";
import { clockTime } from "@/components/ui/count";
import { IconButton } from "@/components/ui/icon-button";
import { useNow } from "@/components/ui/use-now";
import type { RoomView } from "@/lib/rooms/schema";
import styles from "./lottery-card.module.css";
import { LotteryEntry } from "./lottery-entry";
import { LotteryOutcome } from "./lottery-outcome";
import { shownStatus } from "./lottery-state";
import { rememberPromise } from "./seen-promises";
import { useRoomLottery } from "./use-room-lottery";

interface LotteryCardProps {
  room: Pick<RoomView, "id" | "hostId" | "language">;
  chat: ChatSnapshot;
  /** The reader's name, shown on the own message until the service knows better. */
  name: string;
}

/** The room's lottery above the chat's input: how to enter, the time left, and then the result. Can be folded until it changes. */
export function LotteryCard({ room, chat, name }: LotteryCardProps) {
  const t = useTranslations("lottery");
  const { state, refresh } = useRoomLottery(room.id);
  const [folded, setFolded] = useState<string | null>(null);
  const nowMs = useNow(1_000);
  const { lottery } = state;
  const isOpen = lottery?.status === "open";

  useEffect(() => {
    if (isOpen) rememberPromise(lottery.id, lottery.commitment);
  }, [isOpen, lottery]);

  if (!lottery || nowMs === null) return null;
  const serverNowMs = nowMs + state.clockAheadMs;
  const status = shownStatus(lottery, serverNowMs);
  const face = `${lottery.id} ${status}`;
  if (folded === face) return null;
  return (
    <section className={styles.card} aria-label={t("card.label")} data-lottery={status} data-entered={state.isEntered}>
      <div className={styles.head}>
        <Ticket aria-hidden="true" />
        <h3>
          <span lang={room.language}>{lottery.prize}</span> <small>{t("winnerCount", { count: lottery.winnerCount })}</small>
        </h3>
        {status === "open" && (
          <span className={styles.time} role="timer">
            <Timer aria-hidden="true" />
            <span className="visually-hidden">{t("card.left", { time: clockTime(lottery.closesAtMs - serverNowMs) })}</span>
            <span className="num" aria-hidden="true">
              {clockTime(lottery.closesAtMs - serverNowMs).slice(2)}
            </span>
          </span>
        )}
        <IconButton
          className={styles.fold}
          size="small"
          label={t("card.fold")}
          icon={<X aria-hidden="true" />}
          onClick={() => setFolded(face)}
        />
      </div>
      {status === "open" ? (
        <LotteryEntry
          lottery={lottery}
          state={state}
          refresh={refresh}
          chat={chat}
          name={name}
          isHost={chat.userId === room.hostId}
          language={room.language}
        />
      ) : (
        <LotteryOutcome lottery={lottery} status={status} readerId={chat.userId ?? null} language={room.language} />
      )}
    </section>
  );
}
