import { useTranslations } from "next-intl";
import { BansBoard } from "@/components/moderation/bans-board";
import styles from "@/components/moderation/bans-board.module.css";
import type { RestrictionList } from "@/lib/restrictions/schema";

/** Who is muted or banned, everywhere and in all rooms. */
export function BansMain({ initial, canBanGuests }: { initial: RestrictionList; canBanGuests: boolean }) {
  const t = useTranslations("moderation.bans");
  return (
    <main className={styles.main} id="main">
      <h1>{t("title")}</h1>
      <p className={styles.lead}>{t("lead")}</p>
      <BansBoard roomId={null} initial={initial} canBanGuests={canBanGuests} />
    </main>
  );
}
