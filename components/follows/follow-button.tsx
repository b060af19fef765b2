"use client";

import { UserRoundCheck, UserRoundPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { sendJson } from "@/components/site/send-json";
import { Button, ButtonLink } from "@/components/ui/button";
import { followState } from "@/lib/follows/schema";
import { usePathname } from "@/lib/i18n/navigation";

interface FollowButtonProps {
  hostId: string;
  hostName: string;
  /** Whether the reader follows; `unknown` until the answer is here, `visitor` without an account. */
  state: "following" | "not" | "unknown" | "visitor";
  onChange: (isFollowing: boolean) => void;
  /** Called when the server has it, so that counts are read again. */
  onDone?: () => void;
}

/** Follows a host, or stops; visitors are led to sign in and come back here. */
export function FollowButton({ hostId, hostName, state, onChange, onDone }: FollowButtonProps) {
  const t = useTranslations("follows");
  const here = `/${useLocale()}${usePathname()}`;
  const [hasFailed, setFailed] = useState(false);

  if (state === "visitor") {
    return (
      <ButtonLink
        tone="lit"
        href={{ pathname: "/signin", query: { next: here } }}
        prefetch={false}
        icon={<UserRoundPlus aria-hidden="true" />}
      >
        {t("follow")}
        <span className="visually-hidden">{hostName}</span>
      </ButtonLink>
    );
  }
  const isFollowing = state === "following";
  const toggle = async () => {
    setFailed(false);
    onChange(!isFollowing);
    try {
      const answer = await sendJson("PUT", `/api/hosts/${hostId}/follow`, { isFollowing: !isFollowing });
      onChange(followState.parse(answer).isFollowing);
      onDone?.();
    } catch {
      onChange(isFollowing);
      setFailed(true);
    }
  };
  return (
    <>
      <Button
        tone={isFollowing ? "line" : "lit"}
        icon={isFollowing ? <UserRoundCheck aria-hidden="true" /> : <UserRoundPlus aria-hidden="true" />}
        title={isFollowing ? t("unfollow") : undefined}
        disabled={state === "unknown"}
        onClick={toggle}
      >
        {t(isFollowing ? "following" : "follow")}
        <span className="visually-hidden">{hostName}</span>
      </Button>
      {hasFailed && (
        <span role="alert" className="visually-hidden">
          {t("failed")}
        </span>
      )}
    </>
  );
}
