"use client";

import { SlidersHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useHold } from "@/components/moderation/holds";
import { RoomMute } from "@/components/moderation/room-mute";
import { ShieldButton } from "@/components/shield/shield-button";
import { IconButton } from "@/components/ui/icon-button";
import { type ChatModes, followedChoices, OPEN_MODES, type RoomChat, slowChoices } from "@/lib/room-chat/schema";
import styles from "./modes-button.module.css";
import { putRoomChat } from "./put-room-chat";
import { useWaitText } from "./use-wait-text";

interface ModesButtonProps {
  roomId: string;
  chat: RoomChat;
}

/** Opens the room's modes, for those who keep order. What is chosen is told to the room at once. */
export function ModesButton({ roomId, chat }: ModesButtonProps) {
  const t = useTranslations("room.chat.modes");
  const shield = useTranslations("room.shield");
  const id = useId();
  const isSet = useHold(chat.mute) !== null || JSON.stringify(chat.modes) !== JSON.stringify({ ...OPEN_MODES });
  return (
    <>
      <IconButton label={t("title")} icon={<SlidersHorizontal aria-hidden="true" />} popoverTarget={id} dot={isSet} />
      <div className={styles.sheet} id={id} popover="auto" role="dialog" aria-label={t("title")}>
        <div className={styles.head}>
          <h2>{t("title")}</h2>
          <IconButton label={t("close")} icon={<X aria-hidden="true" />} popoverTarget={id} popoverTargetAction="hide" />
        </div>
        <div className={styles.shield}>
          <ShieldButton roomId={roomId} chat={chat} />
          <p className={styles.hint}>{shield("hint")}</p>
        </div>
        <ModesForm roomId={roomId} chat={chat} />
      </div>
    </>
  );
}

function ModesForm({ roomId, chat }: ModesButtonProps) {
  const t = useTranslations("room.chat.modes");
  const waitText = useWaitText();
  const [own, setOwn] = useState<{ modes: Partial<ChatModes>; state: "saving" | "saved" | "failed"; version: number } | null>(
    null,
  );
  // What was just chosen shows until the room says otherwise.
  const modes = { ...chat.modes, ...(own && own.state !== "failed" && own.version >= chat.version ? own.modes : {}) };

  const set = async (change: Partial<ChatModes>) => {
    setOwn((before) => ({
      modes: { ...before?.modes, ...change },
      state: "saving",
      version: Math.max(chat.version, before?.version ?? 0),
    }));
    const stored = await putRoomChat(roomId, "chat", change);
    setOwn(
      stored ? { modes: stored.modes, state: "saved", version: stored.version } : { modes: {}, state: "failed", version: 0 },
    );
  };

  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <label className={styles.choice}>
        {t("slow")}
        <select
          value={modes.slowSeconds}
          onChange={(event) => set({ slowSeconds: slowChoices.find((one) => one === Number(event.target.value)) ?? 0 })}
        >
          {slowChoices.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 0 ? t("slowOff") : t("slowFor", { wait: waitText(seconds) })}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.choice}>
        {t("followed")}
        <select
          value={String(modes.followedMinutes)}
          onChange={(event) =>
            set({ followedMinutes: followedChoices.find((one) => String(one) === event.target.value) ?? null })
          }
        >
          {followedChoices.map((minutes) => (
            <option key={minutes} value={String(minutes)}>
              {minutes === null && t("followedOff")}
              {minutes === 0 && t("followedAny")}
              {minutes !== null && minutes > 0 && t("followedFor", { wait: waitText(minutes * 60) })}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.check}>
        <input type="checkbox" checked={modes.membersOnly} onChange={(event) => set({ membersOnly: event.target.checked })} />
        {t("members")}
      </label>
      <label className={styles.check}>
        <input type="checkbox" checked={modes.emojiOnly} onChange={(event) => set({ emojiOnly: event.target.checked })} />
        {t("emoji")}
      </label>
      <RoomMute roomId={roomId} chat={chat} />
      <p className={styles.hint}>{t("hint")}</p>
      <div role="status">
        {own?.state === "saved" && <p className={styles.hint}>{t("saved")}</p>}
        {own?.state === "failed" && <p className={styles.failed}>{t("failed")}</p>}
      </div>
    </form>
  );
}
