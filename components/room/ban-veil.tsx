"use client";

import { useTranslations } from "next-intl";
import { HoldTime } from "@/components/moderation/hold-time";
import { Veil } from "@/components/player/player-veil";
import { ButtonLink } from "@/components/ui/button";
import { HangingLantern } from "@/components/ui/lantern-shapes";

/** What somebody sees who may not be in a room: until when, why, and where else to go. */
export function BanVeil({ ban }: { ban: { untilMs: number | null; reason?: string } }) {
  const t = useTranslations("moderation.hold");
  return (
    <Veil>
      <HangingLantern light="unlit" />
      <h2>{t("banned")}</h2>
      {ban.reason && <p data-needed>{t("reason", { reason: ban.reason })}</p>}
      <p data-needed>
        <HoldTime untilMs={ban.untilMs} />
      </p>
      <ButtonLink tone="video" href="/">
        {t("elsewhere")}
      </ButtonLink>
    </Veil>
  );
}
