"use client";

import { Heart } from "lucide-react";
import { useSession } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { fullCount, shortCount } from "@/components/ui/count";
import { IconButton } from "@/components/ui/icon-button";
import { usePathname } from "@/lib/i18n/navigation";
import styles from "./like-button.module.css";
import type { RoomLikes } from "./room-likes";
import { useTaps } from "./use-taps";

interface LikeButtonProps {
  likes: RoomLikes;
  /** On the picture it is only a heart; the count stands in the room's own bar. */
  onVideo?: boolean;
}

/** Likes the room: once with each tap or press of a key, and again and again while it is held. Visitors are led to sign in. */
export function LikeButton({ likes, onVideo }: LikeButtonProps) {
  const t = useTranslations("room.likes");
  const locale = useLocale();
  const pathname = usePathname();
  const { status } = useSession();
  const { count, isLiked } = useSyncExternalStore(likes.subscribe, likes.getView, likes.getView);
  const taps = useTaps(() => likes.tap());
  const icon = <Heart aria-hidden="true" className={isLiked ? styles.liked : undefined} />;
  const number = (
    <span className={`num ${styles.count}`} data-likes={count} title={fullCount(count, locale)}>
      {shortCount(count, locale)}
    </span>
  );

  if (status === "unauthenticated") {
    if (onVideo) return null;
    const here = `/${locale}${pathname}`;
    return (
      <ButtonLink
        href={{ pathname: "/signin", query: { next: here } }}
        prefetch={false}
        icon={icon}
        className={styles.button}
        aria-label={t("signIn", { count })}
      >
        {number}
      </ButtonLink>
    );
  }
  if (onVideo) return <IconButton tone="video" label={t("like")} icon={icon} className={styles.held} {...taps} />;
  return (
    <Button icon={icon} className={styles.button} aria-label={t("likeWithCount", { count })} {...taps}>
      {number}
    </Button>
  );
}
