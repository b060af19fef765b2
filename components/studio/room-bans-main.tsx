import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { BansBoard } from "@/components/moderation/bans-board";
import styles from "@/components/moderation/bans-board.module.css";
import { Link } from "@/lib/i18n/navigation";
import type { RestrictionList } from "@/lib/restrictions/schema";

interface RoomBansMainProps {
  roomId: string;
  initial: RestrictionList;
  canBanGuests: boolean;
}

/** Who is muted or banned in one room, for those who keep order there. */
export function RoomBansMain({ roomId, initial, canBanGuests }: RoomBansMainProps) {
  const t = useTranslations("moderation.bans");
  return (
    <main className={styles.main} id="main">
      <Link className={styles.back} href={`/rooms/${roomId}`} prefetch={false}>
        <ArrowLeft aria-hidden="true" />
        {t("back")}
      </Link>
      <h1>{t("roomTitle")}</h1>
      <p className={styles.lead}>{t("roomLead")}</p>
      <BansBoard roomId={roomId} initial={initial} canBanGuests={canBanGuests} />
    </main>
  );
}
