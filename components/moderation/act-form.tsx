"use client";

import { Ban, DoorOpen, EyeOff, MicOff, Shield, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useWaitText } from "@/components/chat/use-wait-text";
import { Refused } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { durationChoices } from "@/lib/restrictions/rules";
import { may } from "@/lib/users/permissions";
import type { Standing } from "@/lib/users/schema";
import styles from "./act-dialog.module.css";
import type { ActTarget } from "./act-news";
import { type Act, carryOut, mayAct, type Place } from "./acts";

const MAX_REASON = 200;

export interface DoneAct {
  text: string;
  entryIds: string[];
}

interface ActFormProps {
  roomId: string | null;
  reader: Standing;
  target: ActTarget;
  titleId: string;
  close: () => void;
  onDone: (act: DoneAct) => void;
}

/** Who it is about, where it shall hold, why, and one button for each act and length: a click does it. */
export function ActForm({ roomId, reader, target, titleId, close, onDone }: ActFormProps) {
  const t = useTranslations("moderation.acts");
  const errors = useTranslations("errors");
  const waitText = useWaitText();
  const places = (["room", "site"] as const).filter(
    (one) => (one === "site" || roomId) && (mayAct(reader, "ban", one, target) || mayAct(reader, "mute", one, target)),
  );
  const [place, setPlace] = useState<Place>(places[0] ?? "room");
  const [reason, setReason] = useState("");
  const [withTraces, setWithTraces] = useState(false);
  const [sending, setSending] = useState<"no" | "yes" | Refused>("no");
  const offers = (act: Act["act"]) => mayAct(reader, act, place, target);
  const mayBanTraces = may(reader, place === "room" ? "room.banGuests" : "guest.ban");
  const lengthText = (seconds: number | null) => (seconds === null ? t("forever") : waitText(seconds));

  async function run(act: Act, text: string) {
    setSending("yes");
    try {
      const entryIds = await carryOut(act, target, place === "room" || act.act === "appoint" ? roomId : null, reason.trim());
      onDone({ text, entryIds });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setSending(error);
    }
  }

  const lengths = (act: "mute" | "ban") =>
    durationChoices.map((seconds) => (
      <Button
        key={String(seconds)}
        size="small"
        tone={act === "ban" ? "beni" : "line"}
        aria-label={t(`${act}For`, { name: target.name, length: lengthText(seconds) })}
        onClick={() =>
          run(
            { act, seconds, ...(act === "ban" && withTraces && mayBanTraces ? { withTraces } : {}) },
            t(act === "mute" ? "muted" : "banned", { name: target.name, length: lengthText(seconds) }),
          )
        }
      >
        {lengthText(seconds)}
      </Button>
    ));

  return (
    <div className={styles.form} aria-busy={sending === "yes"}>
      <header className={styles.head}>
        <h2 id={titleId}>{t("title", { name: target.name })}</h2>
        <IconButton label={t("close")} icon={<X aria-hidden="true" />} onClick={close} />
      </header>
      {target.message && <blockquote className={styles.quote}>{target.message.text || t("sticker")}</blockquote>}
      {places.length > 1 && (
        <fieldset className={styles.places}>
          <legend>{t("where")}</legend>
          {places.map((one) => (
            <label key={one}>
              <input type="radio" name="place" checked={place === one} onChange={() => setPlace(one)} />
              {t(`place.${one}`)}
            </label>
          ))}
        </fieldset>
      )}
      <TextField
        label={t("reason")}
        optional={t("optional")}
        hint={t("reasonHint")}
        value={reason}
        maxLength={MAX_REASON}
        onChange={(event) => setReason(event.target.value)}
      />
      {target.message && offers("hide") && (
        <Row icon={<EyeOff aria-hidden="true" />} label={t("hide")}>
          <Button size="small" onClick={() => run({ act: "hide" }, t("hidden", { name: target.name }))}>
            {t("hideNow")}
          </Button>
        </Row>
      )}
      {offers("mute") && (
        <Row icon={<MicOff aria-hidden="true" />} label={t("mute")}>
          {lengths("mute")}
        </Row>
      )}
      {offers("kick") && (
        <Row icon={<DoorOpen aria-hidden="true" />} label={t("kick")}>
          <Button size="small" onClick={() => run({ act: "kick" }, t("kicked", { name: target.name }))}>
            {t("kickNow")}
          </Button>
        </Row>
      )}
      {offers("ban") && (
        <Row icon={<Ban aria-hidden="true" />} label={t("ban")}>
          {lengths("ban")}
          {mayBanTraces && (
            <label className={styles.check}>
              <input type="checkbox" checked={withTraces} onChange={(event) => setWithTraces(event.target.checked)} />
              {t("withTraces")}
            </label>
          )}
        </Row>
      )}
      {roomId && mayAct(reader, "appoint", "room", target) && <KeeperRow target={target} run={run} />}
      {sending instanceof Refused && (
        <Notice tone="refused" role="alert">
          {errors(sending.code ?? "internal")}
        </Notice>
      )}
    </div>
  );
}

/** Makes the person one of the room's moderators, or no longer. */
function KeeperRow({ target, run }: { target: ActTarget; run: (act: Act, text: string) => void }) {
  const t = useTranslations("moderation.acts");
  const isModerator = !target.standing.isRoomModerator;
  const act = () => run({ act: "appoint", isModerator }, t(isModerator ? "appointed" : "dismissed", { name: target.name }));
  return (
    <Row icon={<Shield aria-hidden="true" />} label={t("keeper")}>
      <Button size="small" onClick={act}>
        {t(isModerator ? "appointNow" : "dismissNow")}
      </Button>
    </Row>
  );
}

function Row({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <fieldset className={styles.row}>
      <legend>
        {icon}
        {label}
      </legend>
      <div className={styles.choices}>{children}</div>
    </fieldset>
  );
}
