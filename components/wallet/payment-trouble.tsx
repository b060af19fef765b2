"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ErrorCode } from "@/lib/errors";
import { ClaimButton } from "./claim-button";
import styles from "./payment-trouble.module.css";

interface PaymentTroubleProps {
  problem: ErrorCode | "unreachable";
  /** What is said when no answer came: whether trying again is safe differs. */
  unreachable: string;
  /** The words of the way to the wallet. */
  getCoins: string;
}

/** Why something could not be paid, and for want of coins the ways to get some. */
export function PaymentTrouble({ problem, unreachable, getCoins }: PaymentTroubleProps) {
  const errors = useTranslations("errors");
  return (
    <div className={styles.trouble}>
      <Notice tone="refused" role="alert">
        {problem === "unreachable" ? unreachable : errors(problem)}
      </Notice>
      {problem === "insufficient_coins" && (
        <div className={styles.ways}>
          <ClaimButton />
          <ButtonLink href="/wallet" prefetch={false}>
            {getCoins}
          </ButtonLink>
        </div>
      )}
    </div>
  );
}
