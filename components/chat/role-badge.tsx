import { Crown, Shield } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MessageStamp } from "@/lib/levels/schema";
import styles from "./role-badge.module.css";

/** Who keeps order in a room, as shape and word; nothing for everybody else. */
export function RoleBadge({ role }: { role: MessageStamp["role"] | null }) {
  const t = useTranslations("room.chat");
  if (!role) return null;
  return (
    <span className={role === "host" ? `${styles.role} ${styles.host}` : styles.role}>
      {role === "host" ? <Crown aria-hidden="true" /> : <Shield aria-hidden="true" />}
      {t(role)}
    </span>
  );
}
