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
  /** In the room's bar with the count; only a heart on the picture, and on phones beside the chat's input. */
  place?: "bar" | "video" | "chat";
}

/** Likes the room: once with each tap or press of a key, and again and again while it is held. Visitors are led to sign in. */
export function LikeButton({ likes, place = "bar" }: LikeButtonProps) {
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
    if (place !== "bar") return null;
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
  if (place === "video") return <IconButton tone="video" label={t("like")} icon={icon} className={styles.held} {...taps} />;
  if (place === "chat")
    return <IconButton label={t("likeWithCount", { count })} icon={icon} className={styles.phone} {...taps} />;
  return (
    <Button icon={icon} className={styles.button} aria-label={t("likeWithCount", { count })} {...taps}>
      {number}
    </Button>
  );
}
