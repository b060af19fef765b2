import { useTranslations } from "next-intl";
import type { LotteryView } from "@/lib/lottery/schema";

/** Who can win, in words; nothing where everybody can, unless `withAll`. */
export function LotteryWho({ lottery, withAll, className }: { lottery: LotteryView; withAll?: boolean; className?: string }) {
  const t = useTranslations("lottery.who");
  const { followersOnly, giversOnly, minLevel } = lottery;
  const asked = [followersOnly && t("follow"), giversOnly && t("gift"), minLevel > 1 && t("level", { level: minLevel })];
  const parts = asked.filter((part) => part !== false);
  if (parts.length === 0 && !withAll) return null;
  return (
    <p className={className}>
      {!withAll && `${t("label")}: `}
      {parts.length === 0 ? t("all") : parts.join("・")}
    </p>
  );
}
