"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { HoldTime } from "@/components/moderation/hold-time";
import { Button, ButtonLink } from "@/components/ui/button";
import { usePathname } from "@/lib/i18n/navigation";
import { ChatComposer, type ComposerProps } from "./chat-composer";
import styles from "./chat-composer.module.css";
import { chatConnection } from "./connection";
import type { RefusalReason } from "./refusals";
import { useRefusalText } from "./use-refusal-text";

/** `tools` stands beside the input, and beside what is there instead of it for visitors. */
type ChatFootProps = ComposerProps & {
  isClosed: boolean;
  /** The reader may not be here. */
  ban: { untilMs: number | null } | null;
};

/** Refusals that tell more than that there is no connection. */
const decided: ReadonlySet<RefusalReason> = new Set(["banned", "said", "full", "noRight", "login"]);

/** The foot of the chat: the input, or why there is none and what can be done about it. */
export function ChatFoot({ isClosed, ban, ...composer }: ChatFootProps) {
  const { chat, tools } = composer;
  const t = useTranslations("room.chat");
  const hold = useTranslations("moderation.hold");
  const failure = useRefusalText(chat.failure);
  const resume = () => chatConnection.resumeHere();

  if (ban) return <Instead text={hold("bannedShort")} hint={<HoldTime untilMs={ban.untilMs} />} />;
  if (chat.phase === "kicked") {
    return (
      <Instead text={t(chat.kick === "operator" ? "kickedOperator" : "kickedElsewhere")}>
        <Button tone="lit" onClick={resume}>
          {t("useHere")}
        </Button>
      </Instead>
    );
  }
  if (isClosed) return <Instead text={t("closed")} />;
  if (chat.phase === "failed") {
    const isRefused = chat.failure !== null && decided.has(chat.failure.reason);
    return (
      <Instead text={isRefused ? failure : t("failed")} hint={isRefused ? undefined : t("failedHint")}>
        <Button onClick={resume}>{t("tryAgain")}</Button>
      </Instead>
    );
  }
  if (chat.userId === null) return <SignInInstead tools={tools} />;
  return <ChatComposer {...composer} />;
}

function SignInInstead({ tools }: Pick<ComposerProps, "tools">) {
  const t = useTranslations("room.chat");
  const here = `/${useLocale()}${usePathname()}`;
  return (
    <Instead text={t("signInHint")}>
      <ButtonLink tone="line" href={{ pathname: "/signin", query: { next: here } }} prefetch={false}>
        {t("signIn")}
      </ButtonLink>
      {tools}
    </Instead>
  );
}

function Instead({ text, hint, children }: { text: string; hint?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.instead}>
      <p role="status">
        <strong>{text}</strong>
        {hint}
      </p>
      {children}
    </div>
  );
}
