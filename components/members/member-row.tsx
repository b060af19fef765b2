import { Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { guessLang } from "@/components/chat/text-parts";
import { StandingMarks } from "@/components/levels/standing-marks";
import { ActMenu } from "@/components/moderation/act-menu";
import { standingBy } from "@/components/moderation/acts";
import { askReport } from "@/components/reports/report-news";
import { Face } from "@/components/ui/face";
import { IconButton } from "@/components/ui/icon-button";
import type { RoomMember } from "@/lib/members/schema";
import type { Standing } from "@/lib/users/schema";
import styles from "./members-panel.module.css";

interface MemberRowProps {
  member: RoomMember;
  roomLanguage: string;
  reader: Standing;
  hostId: string;
}

/** One person of the list, with what the reader may do about them. */
export const MemberRow = memo(function MemberRow({ member, roomLanguage, reader, hostId }: MemberRowProps) {
  const t = useTranslations("room.members");
  const { userId, name, role, level, badges } = member;
  return (
    <li className={styles.row} data-member={userId}>
      <Face name={name} sizeRem={1.75} />
      <span className={styles.name} lang={guessLang(name, roomLanguage)}>
        {name}
      </span>
      <span className={styles.marks}>
        <StandingMarks role={role} level={level} badges={badges} withWords />
      </span>
      {reader.id !== null && reader.id !== userId && (
        <IconButton
          size="small"
          label={t("report", { name })}
          icon={<Flag aria-hidden="true" />}
          onClick={() => askReport({ kind: "person", name, userId })}
        />
      )}
      <ActMenu reader={reader} target={{ userId, name, standing: standingBy(userId, role, hostId) }} />
    </li>
  );
});
