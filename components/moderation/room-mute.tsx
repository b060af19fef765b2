"use client";

import { MessageSquareOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWaitText } from "@/components/chat/use-wait-text";
import { Refused, sendJson } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";
import { type RoomChat, roomMuteChoices } from "@/lib/room-chat/schema";
import { HoldTime } from "./hold-time";
import { useHold } from "./holds";
import styles from "./room-mute.module.css";

/** Closes the chat to everybody but those who keep order, for a while, and opens it again. */
export function RoomMute({ roomId, chat }: { roomId: string; chat: RoomChat }) {
  const t = useTranslations("moderation.roomMute");
  const errors = useTranslations("errors");
  const waitText = useWaitText();
  const mute = useHold(chat.mute);
  const [fault, setFault] = useState<Refused | null>(null);

  async function set(seconds: number | null) {
    setFault(null);
    try {
      await sendJson("PUT", `/api/rooms/${roomId}/mute`, { seconds });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setFault(error);
    }
  }

  return (
    <fieldset className={styles.mute}>
      <legend>
        <MessageSquareOff aria-hidden="true" />
        {t("title")}
      </legend>
      {mute ? (
        <div className={styles.choices}>
          <p role="status">
            {t("on")} <HoldTime untilMs={mute.untilMs} />
          </p>
          <Button size="small" onClick={() => set(0)}>
            {t("lift")}
          </Button>
        </div>
      ) : (
        <div className={styles.choices}>
          {roomMuteChoices.map((seconds) => (
            <Button key={String(seconds)} size="small" onClick={() => set(seconds)}>
              {seconds === null ? t("forever") : waitText(seconds)}
            </Button>
          ))}
        </div>
      )}
      <Link className={styles.list} href={`/studio/rooms/${roomId}/bans`} prefetch={false}>
        {t("list")}
      </Link>
      {fault && (
        <p className={styles.fault} role="alert">
          {errors(fault.code ?? "internal")}
        </p>
      )}
    </fieldset>
  );
}
