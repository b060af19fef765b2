"use client";

import { Hourglass, ShieldCheck, ShieldHalf, Smile, Star } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ChatModes } from "@/lib/room-chat/schema";
import styles from "./mode-line.module.css";
import { useWaitText } from "./use-wait-text";

/** Who may write now and how often, in words; nothing while everybody may. */
export function ModeLine({ modes, isShielded, isFree }: { modes: ChatModes; isShielded: boolean; isFree: boolean }) {
  const t = useTranslations("room.chat.modes");
  const waitText = useWaitText();
  const { slowSeconds, followedMinutes, membersOnly, emojiOnly } = modes;
  const lines: [string, ReactNode, string][] = [];
  if (isShielded) lines.push(["shield", <ShieldCheck key="shield" aria-hidden="true" />, t("now.shield")]);
  if (slowSeconds > 0)
    lines.push(["slow", <Hourglass key="slow" aria-hidden="true" />, t("now.slow", { wait: waitText(slowSeconds) })]);
  if (followedMinutes !== null) {
    const text = followedMinutes === 0 ? t("now.followed") : t("now.followedFor", { wait: waitText(followedMinutes * 60) });
    lines.push(["followed", <Star key="followed" aria-hidden="true" />, text]);
  }
  if (membersOnly) lines.push(["members", <ShieldHalf key="members" aria-hidden="true" />, t("now.members")]);
  if (emojiOnly) lines.push(["emoji", <Smile key="emoji" aria-hidden="true" />, t("now.emoji")]);
  if (lines.length === 0) return null;
  return (
    <ul className={styles.modes} data-modes={lines.map(([name]) => name).join(" ")}>
      {lines.map(([name, icon, text]) => (
        <li key={name}>
          {icon}
          {text}
        </li>
      ))}
      {isFree && <li className={styles.free}>{t("free")}</li>}
    </ul>
  );
}
