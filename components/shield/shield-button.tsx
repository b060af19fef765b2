"use client";

import { Shield, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { sendJson } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { type RoomChat, roomChat } from "@/lib/room-chat/schema";

interface ShieldButtonProps {
  roomId: string;
  chat: RoomChat;
  size?: "medium" | "small";
}

/** Raises all gates of a room with one click, or sets what was before. What the room is told comes back as its state. */
export function ShieldButton({ roomId, chat, size }: ShieldButtonProps) {
  const t = useTranslations("room.shield");
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  /** What the server answered, until the room says something newer. */
  const [own, setOwn] = useState<RoomChat | null>(null);
  const { shield } = own && own.version > chat.version ? own : chat;
  const isUp = shield !== null;

  const turn = async () => {
    setBusy(true);
    setFailed(false);
    try {
      setOwn(roomChat.parse(await sendJson("PUT", `/api/rooms/${roomId}/shield`, { isUp: !isUp })));
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };

  return (
    <>
      <Button
        size={size}
        icon={isUp ? <ShieldCheck aria-hidden="true" /> : <Shield aria-hidden="true" />}
        aria-pressed={isUp}
        disabled={isBusy}
        onClick={turn}
      >
        {t(isUp ? "lower" : "raise")}
      </Button>
      {hasFailed && <p role="alert">{t("failed")}</p>}
    </>
  );
}
