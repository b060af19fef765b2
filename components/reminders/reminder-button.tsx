"use client";

import { Bell, BellRing } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { sendJson } from "@/components/site/send-json";
import { Button, ButtonLink } from "@/components/ui/button";
import { usePathname } from "@/lib/i18n/navigation";
import { reminderState } from "@/lib/reminders/schema";
import { tellRemindersChanged } from "./reminder-news";

interface ReminderButtonProps {
  roomId: string;
  /** Whether the reader will be told; `unknown` until the answer is here, `visitor` without an account. */
  state: "reminded" | "not" | "unknown" | "visitor";
  onChange: (isReminded: boolean) => void;
  /** Called when the server has it, so that counts are read again. */
  onDone: () => void;
}

/** Asks to be told when a waiting room goes live, or takes that back; visitors are led to sign in and come back here. */
export function ReminderButton({ roomId, state, onChange, onDone }: ReminderButtonProps) {
  const t = useTranslations("room.reminder");
  const here = `/${useLocale()}${usePathname()}`;
  const [hasFailed, setFailed] = useState(false);

  if (state === "visitor") {
    return (
      <ButtonLink
        tone="lit"
        href={{ pathname: "/signin", query: { next: here } }}
        prefetch={false}
        icon={<Bell aria-hidden="true" />}
      >
        {t("signIn")}
      </ButtonLink>
    );
  }
  const isReminded = state === "reminded";
  const toggle = async () => {
    setFailed(false);
    onChange(!isReminded);
    try {
      const answer = await sendJson("PUT", `/api/rooms/${roomId}/reminder`, { isReminded: !isReminded });
      onChange(reminderState.parse(answer).isReminded);
      tellRemindersChanged();
      onDone();
    } catch {
      onChange(isReminded);
      setFailed(true);
    }
  };
  return (
    <>
      <Button
        tone={isReminded ? "line" : "lit"}
        icon={isReminded ? <BellRing aria-hidden="true" /> : <Bell aria-hidden="true" />}
        title={isReminded ? t("takeBack") : undefined}
        disabled={state === "unknown"}
        onClick={toggle}
      >
        {t(isReminded ? "on" : "ask")}
      </Button>
      {hasFailed && <p role="alert">{t("failed")}</p>}
    </>
  );
}
