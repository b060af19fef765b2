"use client";

import { Check, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Refused, sendJson } from "@/components/site/send-json";
import { Button, ButtonLink } from "@/components/ui/button";
import { fullCount } from "@/components/ui/count";
import { IconButton } from "@/components/ui/icon-button";
import { LocalDate } from "@/components/ui/local-date";
import { randomId } from "@/components/ui/random-id";
import { PaymentTrouble } from "@/components/wallet/payment-trouble";
import { useWallet } from "@/components/wallet/use-wallet";
import { walletStore } from "@/components/wallet/wallet-store";
import type { ErrorCode } from "@/lib/errors";
import { usePathname } from "@/lib/i18n/navigation";
import { weights } from "@/lib/levels/rules";
import { MEMBERSHIP_DAYS } from "@/lib/memberships/rules";
import { membershipReceipt } from "@/lib/memberships/schema";
import type { RoomView } from "@/lib/rooms/schema";
import styles from "./membership-sheet.module.css";
import { MEMBERSHIP_SHEET_ID } from "./sheet-id";

/** What a member gets, each as a text of its own. */
const gains = ["badge", "chat", "level", "host"] as const;
const FACTS = { days: MEMBERSHIP_DAYS, experience: weights.memberships.experience };

interface MembershipSheetProps {
  room: RoomView;
  /** Whether the reader has an account; null until it is known. */
  isSignedIn: boolean | null;
  memberUntilMs: number | null;
  onPaid: (untilMs: number) => void;
}

/** The sheet that sells a month of a room's membership: what one gets, what it costs, until when one has it. */
export function MembershipSheet({ room, isSignedIn, memberUntilMs, onPaid }: MembershipSheetProps) {
  const t = useTranslations("memberships");
  return (
    <section className={styles.sheet} id={MEMBERSHIP_SHEET_ID} popover="auto" role="dialog" aria-label={t("title")}>
      <header className={styles.head}>
        <h2>{t("title")}</h2>
        <IconButton
          label={t("close")}
          icon={<X aria-hidden="true" />}
          popoverTarget={MEMBERSHIP_SHEET_ID}
          popoverTargetAction="hide"
        />
      </header>
      <p className={styles.lead} lang={room.language}>
        {room.hostName}・{room.snapshot.title}
      </p>
      <ul className={styles.gains}>
        {gains.map((gain) => (
          <li key={gain}>
            <Check aria-hidden="true" />
            {t(`gain.${gain}`, FACTS)}
          </li>
        ))}
      </ul>
      {memberUntilMs !== null && (
        <p className={styles.until} role="status" data-member-until={memberUntilMs}>
          {t.rich("until", { date: () => <LocalDate atMs={memberUntilMs} /> })}
        </p>
      )}
      {isSignedIn === false ? <Invitation /> : <Purchase room={room} isMember={memberUntilMs !== null} onPaid={onPaid} />}
      <p className={styles.fine}>{t("fine", FACTS)}</p>
    </section>
  );
}

function Invitation() {
  const t = useTranslations("memberships");
  const next = `/${useLocale()}${usePathname()}`;
  return (
    <ButtonLink tone="lit" wide href={{ pathname: "/signin", query: { next } }} prefetch={false}>
      {t("signIn")}
    </ButtonLink>
  );
}

function Purchase({ room, isMember, onPaid }: { room: RoomView; isMember: boolean; onPaid: (untilMs: number) => void }) {
  const t = useTranslations("memberships");
  const locale = useLocale();
  const wallet = useWallet();
  const price = room.membershipPrice;
  /** Kept after an unknown outcome, so that trying again cannot pay twice. */
  const [requestId, setRequestId] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | "unreachable" | null>(null);
  const isShort = wallet !== null && wallet.balance < price;

  async function buy() {
    if (isBusy || wallet === null || isShort) return;
    const id = requestId ?? randomId();
    setRequestId(id);
    setBusy(true);
    setProblem(null);
    try {
      const body = { requestId: id, expectedPrice: price };
      const receipt = membershipReceipt.parse(await sendJson("POST", `/api/rooms/${room.id}/membership`, body));
      walletStore.setBalance(receipt.balance);
      onPaid(receipt.untilMs);
      setRequestId(null);
    } catch (error) {
      const code = error instanceof Refused ? error.code : "internal";
      setProblem(code ?? "unreachable");
      if (code !== null && code !== "internal") setRequestId(null);
    }
    setBusy(false);
  }

  return (
    <>
      <Button tone="lit" wide onClick={buy} aria-busy={isBusy} aria-disabled={wallet === null || isShort}>
        <span>{t(isMember ? "extend" : "buy", { days: MEMBERSHIP_DAYS })}</span>
        <span className="num">{t("price", { count: fullCount(price, locale) })}</span>
      </Button>
      {(problem || isShort) && (
        <div className={styles.trouble}>
          <PaymentTrouble problem={problem ?? "insufficient_coins"} unreachable={t("unreachable")} getCoins={t("getCoins")} />
        </div>
      )}
    </>
  );
}
