import { memo } from "react";
import { guessLang } from "@/components/chat/text-parts";
import { StandingMarks } from "@/components/levels/standing-marks";
import { Face } from "@/components/ui/face";
import type { RoomMember } from "@/lib/members/schema";
import styles from "./members-panel.module.css";

/** One person of the list. */
export const MemberRow = memo(function MemberRow({ member, roomLanguage }: { member: RoomMember; roomLanguage: string }) {
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
    </li>
  );
});
