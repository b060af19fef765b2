"use client";

import { Sparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { sendJson } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { walletView } from "@/lib/wallet/schema";
import { useWallet } from "./use-wallet";
import { walletStore } from "./wallet-store";

/** Takes the day's free coins; nothing when there are none or they are taken. */
export function ClaimButton({ tone = "line", onDone }: { tone?: "line" | "lit"; onDone?: () => void }) {
  const t = useTranslations("wallet");
  const wallet = useWallet();
  const [isBusy, setBusy] = useState(false);
  if (!wallet?.allowance || wallet.allowance.isClaimed) return null;

  async function claim() {
    setBusy(true);
    try {
      walletStore.set(walletView.parse(await sendJson("POST", "/api/wallet/allowance", {})));
    } catch {
      await walletStore.refresh(); // perhaps another tab was faster; the wallet says
    }
    setBusy(false);
    onDone?.();
  }

  return (
    <Button tone={tone} aria-busy={isBusy} onClick={claim} icon={<Sparkles aria-hidden="true" />}>
      {t("claim", { count: wallet.allowance.coins })}
    </Button>
  );
}
