import { memo } from "react";
import { guessLang } from "@/components/chat/text-parts";
import { StandingMarks } from "@/components/levels/standing-marks";
import { ActMenu } from "@/components/moderation/act-menu";
import { standingBy } from "@/components/moderation/acts";
import { Face } from "@/components/ui/face";
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
      <ActMenu reader={reader} target={{ userId, name, standing: standingBy(userId, role, hostId) }} />
    </li>
  );
});
