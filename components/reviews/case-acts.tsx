import { Ban, Check, EyeOff, MicOff, UserCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActMenu } from "@/components/moderation/act-menu";
import { Button } from "@/components/ui/button";
import type { ReviewCase } from "@/lib/reviews/schema";
import styles from "./case-item.module.css";
import type { CaseAct } from "./queue-api";
import type { Queue } from "./use-queue";

const acts: { act: CaseAct; key: string; tone: "lit" | "line" | "beni"; icon: ReactNode }[] = [
  { act: "pass", key: "p", tone: "lit", icon: <Check aria-hidden="true" /> },
  { act: "refuse", key: "r", tone: "line", icon: <EyeOff aria-hidden="true" /> },
  { act: "mute", key: "m", tone: "line", icon: <MicOff aria-hidden="true" /> },
  { act: "ban", key: "b", tone: "beni", icon: <Ban aria-hidden="true" /> },
];

/** What can be done about an open case; nothing by those who do not stand above the person. */
export function CaseActs({ item, queue, readerId }: { item: ReviewCase; queue: Queue; readerId: string }) {
  const t = useTranslations("reviews");
  const { isBusy } = queue;
  if (!item.mayDecide) return <p className={styles.decided}>{t("notBelow")}</p>;
  const isMine = item.assignee?.id === readerId;
  return (
    <div className={styles.acts}>
      {acts.map(({ act, key, tone, icon }) => (
        <Button key={act} size="small" tone={tone} icon={icon} disabled={isBusy} onClick={() => queue.act(act)}>
          {t(`act.${act === "refuse" && item.kind === "message" ? "hide" : act}`)} <kbd>{key}</kbd>
        </Button>
      ))}
      <Button
        size="small"
        tone="quiet"
        icon={<UserCheck aria-hidden="true" />}
        aria-pressed={isMine}
        disabled={isBusy}
        onClick={queue.assign}
      >
        {t(isMine ? "act.letGo" : "act.assign")} <kbd>a</kbd>
      </Button>
      <ActMenu
        reader={item.standings.reader}
        target={{ userId: item.person.id, name: item.person.name, standing: item.standings.person }}
      />
    </div>
  );
}
