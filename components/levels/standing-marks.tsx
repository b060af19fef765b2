import { Award, Sprout, Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import { RoleBadge } from "@/components/chat/role-badge";
import type { Badge, MessageStamp } from "@/lib/levels/schema";
import { LevelBadge } from "./level-badge";
import styles from "./standing-marks.module.css";

const icons = { member: Ticket, topGiver: Award, newcomer: Sprout } satisfies Record<Badge, unknown>;

interface StandingMarksProps {
  role: MessageStamp["role"] | null;
  level: number | null;
  badges: readonly Badge[];
  /** Badges with their words, where there is room for them. */
  withWords?: boolean;
}

/** What somebody is in a room: the role or else the level, and badges. Each has a word, for everybody who asks for it. */
export function StandingMarks({ role, level, badges, withWords = false }: StandingMarksProps) {
  const t = useTranslations("room.standing");
  return (
    <>
      {role ? <RoleBadge role={role} /> : level !== null && <LevelBadge level={level} />}
      {badges.map((badge) => {
        const Icon = icons[badge];
        return (
          <span key={badge} className={styles.badge} data-badge={badge} title={t(`badge.${badge}`)}>
            <Icon aria-hidden="true" />
            <span className={withWords ? undefined : "visually-hidden"}>{t(`badge.${badge}`)} </span>
          </span>
        );
      })}
    </>
  );
}
