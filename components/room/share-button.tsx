"use client";

import { Check, Share2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

const SAY_FOR_MS = 2_500;

/** Copies the room's link and says so on the button. */
export function ShareButton({ roomId, className }: { roomId: string; className?: string }) {
  const t = useTranslations("room.stage");
  const locale = useLocale();
  const [outcome, setOutcome] = useState<"shared" | "shareFailed" | null>(null);

  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), SAY_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = () => {
    const link = new URL(`/${locale}/rooms/${roomId}`, window.location.origin).href;
    const copying = navigator.clipboard?.writeText(link) ?? Promise.reject(new Error("no clipboard"));
    copying.then(
      () => setOutcome("shared"),
      () => setOutcome("shareFailed"),
    );
  };
  const icon = outcome === "shared" ? <Check aria-hidden="true" /> : <Share2 aria-hidden="true" />;
  return (
    <Button className={className} icon={icon} onClick={copy}>
      <span role="status">{t(outcome ?? "share")}</span>
    </Button>
  );
}
