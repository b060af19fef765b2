import { Check, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { fullCount } from "@/components/ui/count";
import { dropPercent } from "@/lib/message-health/rules";
import type { KindHealth, MessageHealth } from "@/lib/message-health/schema";
import styles from "./health-list.module.css";

/** How a room's messages fared in the last minute: what reached nobody, of each kind, and why. */
export function HealthList({ health }: { health: MessageHealth }) {
  const t = useTranslations("health");
  const hurt = health.kinds.filter(({ dropped }) => dropped > 0);
  if (hurt.length === 0) {
    return (
      <p className={styles.well} data-health="well">
        <Check aria-hidden="true" />
        {t(health.sent === 0 ? "silent" : "well")}
      </p>
    );
  }
  return (
    <ul className={styles.list} data-health="hurt">
      {hurt.map((kind) => (
        <HurtKind key={kind.kind} kind={kind} />
      ))}
    </ul>
  );
}

function HurtKind({ kind: { kind, priority, sent, dropped, reasons } }: { kind: KindHealth }) {
  const t = useTranslations("health");
  const locale = useLocale();
  return (
    <li data-kind={kind}>
      <TriangleAlert aria-hidden="true" />
      <div>
        <p>{t(`dropped.${kind}`, { percent: dropPercent({ sent, dropped }) })}</p>
        <p className={styles.why}>
          {t("of", { dropped: fullCount(dropped, locale), sent: fullCount(sent, locale), priority: t(`priority.${priority}`) })}{" "}
          {reasons.map(({ reason, count }) => t(`reason.${reason}`, { count: fullCount(count, locale) })).join(" ")}
        </p>
      </div>
    </li>
  );
}
