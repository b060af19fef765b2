import { Ban, MicOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { Link } from "@/lib/i18n/navigation";
import type { RestrictionView } from "@/lib/restrictions/schema";
import styles from "./bans-board.module.css";
import { HoldTime } from "./hold-time";

interface BanRowProps {
  restriction: RestrictionView;
  /** Says in which room it holds. */
  withRoom: boolean;
  onLift: (name: string) => void;
}

/** One mute or ban: who, what, where, until when, why and by whom. */
export function BanRow({ restriction, withRoom, onLift }: BanRowProps) {
  const t = useTranslations("moderation.bans");
  const acts = useTranslations("moderation.acts");
  const { kind, user, device, addressRange, trace, room, untilMs, reason, by, createdAtMs } = restriction;
  const of = trace ? t(`trace.${trace.kind}`, { name: trace.of.name }) : null;
  const name = user?.name ?? addressRange ?? (device ? t("device", { device }) : (of ?? ""));
  const Icon = kind === "mute" ? MicOff : Ban;
  return (
    <li className={styles.row} data-restriction={kind}>
      <Icon aria-hidden="true" />
      <div className={styles.words}>
        <p>
          <b className={user ? undefined : "num"}>{name}</b> {of && of !== name && `${of} `}
          <span className={styles.kind}>{acts(kind)}</span>
        </p>
        <p className={styles.about}>
          {untilMs === null ? acts("forever") : <HoldTime untilMs={untilMs} />}
          {withRoom && (
            <span>
              {room ? (
                <Link href={`/rooms/${room.id}`} prefetch={false}>
                  {room.title}
                </Link>
              ) : (
                acts("place.site")
              )}
            </span>
          )}
          <span>
            {t("by", { name: by.name })} <LocalTime atMs={createdAtMs} />
          </span>
        </p>
        {reason && <p className={styles.reason}>{reason}</p>}
      </div>
      <Button size="small" aria-label={t("liftOf", { name })} onClick={() => onLift(name)}>
        {t("lift")}
      </Button>
    </li>
  );
}
