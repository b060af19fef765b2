"use client";

import { useSession } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { DirectorySection } from "@/components/directory/directory-section";
import { EmptySquare } from "@/components/directory/empty-square";
import { LanternString } from "@/components/directory/lantern-string";
import { Timetable } from "@/components/directory/timetable";
import { Button, ButtonLink } from "@/components/ui/button";
import { type FollowedRooms, followedRooms } from "@/lib/rooms/schema";
import styles from "./followed-square.module.css";
import { HostList } from "./host-list";

const STALE_AFTER_MS = 20_000;

type Reading = FollowedRooms | "loading" | "lost";

/** The rooms of the hosts that the reader follows, or how to get some: filled in here, so that the page is the same for everybody. */
export function FollowedSquare() {
  const t = useTranslations("follows");
  const { data: session, status } = useSession();
  const userId = session?.user?.id ?? null;
  const { reading, read } = useFollowedRooms(userId);

  if (status === "unauthenticated") return <Invitation />;
  if (reading === "lost") {
    return (
      <EmptySquare text={t("lost")}>
        <Button onClick={read}>{t("retry")}</Button>
      </EmptySquare>
    );
  }
  if (reading === "loading") {
    return (
      <div className={styles.loading} aria-busy="true" role="status">
        <span className="visually-hidden">{t("loading")}</span>
        {["a", "b", "c", "d"].map((key) => (
          <span key={key} className={styles.paper} />
        ))}
      </div>
    );
  }
  return <Followed rooms={reading} />;
}

function Followed({ rooms: { open, upcoming, past, hosts } }: { rooms: FollowedRooms }) {
  const t = useTranslations("follows");
  return (
    <>
      <DirectorySection quiet title={t("open")}>
        {open.length > 0 ? (
          <LanternString cards={open} leadBig eager />
        ) : (
          <EmptySquare text={t(hosts.length > 0 ? "unlit" : "none")}>
            <ButtonLink href="/">{t("toSquare")}</ButtonLink>
          </EmptySquare>
        )}
      </DirectorySection>
      {upcoming.length > 0 && (
        <DirectorySection title={t("upcoming")}>
          <Timetable cards={upcoming} />
        </DirectorySection>
      )}
      {past.length > 0 && (
        <DirectorySection title={t("past")}>
          <LanternString cards={past} />
        </DirectorySection>
      )}
      {hosts.length > 0 && (
        <DirectorySection title={t("hosts")}>
          <HostList hosts={hosts} />
        </DirectorySection>
      )}
    </>
  );
}

function Invitation() {
  const t = useTranslations("follows");
  const locale = useLocale();
  return (
    <EmptySquare text={t("visitor")}>
      <ButtonLink tone="lit" href={{ pathname: "/signin", query: { next: `/${locale}/followed` } }} prefetch={false}>
        {t("signIn")}
      </ButtonLink>
      <ButtonLink href="/">{t("toSquare")}</ButtonLink>
    </EmptySquare>
  );
}

/** Reads once the reader is known, and again when the reader comes back to the page after a while. */
function useFollowedRooms(userId: string | null): { reading: Reading; read: () => void } {
  const [reading, setReading] = useState<Reading>("loading");
  const read = useCallback(async () => {
    const answer = await fetch("/api/followed", { cache: "no-store" }).catch(() => null);
    const rooms = answer?.ok ? followedRooms.safeParse(await answer.json()).data : undefined;
    setReading((before) => rooms ?? (typeof before === "string" ? "lost" : before));
  }, []);

  useEffect(() => {
    if (!userId) return;
    let readAtMs = Date.now();
    void read();
    const onVisibility = () => {
      if (document.hidden || Date.now() - readAtMs < STALE_AFTER_MS) return;
      readAtMs = Date.now();
      void read();
    };
    document.addEventListener("visibilitychange", onVisibility);
    return () => document.removeEventListener("visibilitychange", onVisibility);
  }, [userId, read]);

  return { reading, read };
}
