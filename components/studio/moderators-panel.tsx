"use client";

import { Shield, UserPlus, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRoomSignal } from "@/components/chat/use-chat";
import { appoint } from "@/components/moderation/appoint";
import { Refused } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { Face } from "@/components/ui/face";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { ErrorCode } from "@/lib/errors";
import type { RoomModerator } from "@/lib/rooms/schema";
import styles from "./moderators-panel.module.css";
import { PresentPeople } from "./present-people";

interface ModeratorsPanelProps {
  roomId: string;
  hostId: string;
  stored: RoomModerator[];
}

/** Who keeps order in the room beside its host, who appoints them among the people who are there. */
export function ModeratorsPanel({ roomId, hostId, stored }: ModeratorsPanelProps) {
  const t = useTranslations("studio.moderators");
  const errors = useTranslations("errors");
  const router = useRouter();
  const [own, setOwn] = useState<RoomModerator[] | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const [fault, setFault] = useState<ErrorCode | null>(null);
  const moderators = own ?? stored;

  useRoomSignal((signal) => {
    if (signal === "listening" || signal.type !== "room.moderator" || signal.roomId !== roomId) return;
    if (moderators.some(({ userId }) => userId === signal.userId) !== signal.isModerator) router.refresh();
  });

  const set = async (userId: string, isModerator: boolean) => {
    setFault(null);
    try {
      setOwn((await appoint(roomId, userId, isModerator)).moderators);
    } catch (error) {
      setFault(error instanceof Refused ? (error.code ?? "upstream_failed") : "internal");
    }
  };

  return (
    <Panel title={t("title")} icon={<Shield aria-hidden="true" />}>
      <p className={styles.lead}>{t("lead")}</p>
      {moderators.length === 0 ? (
        <p className={styles.lead}>{t("none")}</p>
      ) : (
        <ul className={styles.people}>
          {moderators.map(({ userId, name }) => (
            <li key={userId}>
              <Face name={name} sizeRem={1.5} />
              <span className={styles.name}>{name}</span>
              <Button size="small" tone="quiet" aria-label={t("dismissOf", { name })} onClick={() => set(userId, false)}>
                {t("dismiss")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {fault && <Notice role="alert">{errors(fault)}</Notice>}
      {isChoosing && (
        <PresentPeople
          roomId={roomId}
          hostId={hostId}
          except={moderators.map(({ userId }) => userId)}
          onChoose={(userId) => set(userId, true)}
        />
      )}
      <Button
        size="small"
        aria-expanded={isChoosing}
        icon={isChoosing ? <X aria-hidden="true" /> : <UserPlus aria-hidden="true" />}
        onClick={() => setChoosing(!isChoosing)}
      >
        {isChoosing ? t("close") : t("choose")}
      </Button>
    </Panel>
  );
}
