import { memo } from "react";
import { RoleBadge } from "@/components/chat/role-badge";
import { guessLang } from "@/components/chat/text-parts";
import { Face } from "@/components/ui/face";
import type { RoomMember } from "@/lib/members/schema";
import styles from "./members-panel.module.css";

/** One person of the list. */
export const MemberRow = memo(function MemberRow({ member, roomLanguage }: { member: RoomMember; roomLanguage: string }) {
  const { userId, name, role } = member;
  return (
    <li className={styles.row} data-member={userId}>
      <Face name={name} sizeRem={1.75} />
      <span className={styles.name} lang={guessLang(name, roomLanguage)}>
        {name}
      </span>
      <RoleBadge role={role} />
    </li>
  );
});
