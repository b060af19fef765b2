"use client";

import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextArea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import {
  FLOOD_SECONDS,
  floodChoices,
  linkRules,
  REPEAT_SECONDS,
  repeatChoices,
  timeoutChoices,
  type WordSettings,
} from "@/lib/words/schema";
import { SendForm } from "./send-form";
import { useSend } from "./use-send";
import styles from "./words.module.css";

/** What texts are held to beside a list: links, repetition, flooding. */
export function SettingsForm({ scope, settings }: { scope: string; settings: WordSettings }) {
  const t = useTranslations("words");
  const { state, send, alert } = useSend();
  const [links, setLinks] = useState(settings.links);

  const save = (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const hosts = String(fields.get("hosts") ?? settings.hosts.join("\n"));
    const body = {
      links,
      hosts: hosts.split(/[\s,]+/).filter((host) => host !== ""),
      repeats: Number(fields.get("repeats")),
      flood: Number(fields.get("flood")),
      onTimeout: String(fields.get("onTimeout") ?? settings.onTimeout),
    };
    return send("PUT", `/api/words/${scope}/settings`, body);
  };

  return (
    <Panel title={t("settings.title")} icon={<SlidersHorizontal aria-hidden="true" />}>
      <SendForm alert={alert} onSend={save}>
        <SelectField
          label={t("settings.links")}
          value={links}
          onChange={({ target }) => setLinks(target.value as WordSettings["links"])}
        >
          {linkRules.map((one) => (
            <option key={one} value={one}>
              {t(`links.${one}`)}
            </option>
          ))}
        </SelectField>
        {links === "listed" && (
          <TextArea
            label={t("settings.hosts")}
            name="hosts"
            rows={3}
            defaultValue={settings.hosts.join("\n")}
            hint={t("hint.hosts")}
          />
        )}
        <SelectField label={t("settings.repeats", { seconds: REPEAT_SECONDS })} name="repeats" defaultValue={settings.repeats}>
          {repeatChoices.map((most) => (
            <option key={most} value={most}>
              {most === 0 ? t("settings.unlimited") : t("settings.times", { most })}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("settings.flood", { seconds: FLOOD_SECONDS })} name="flood" defaultValue={settings.flood}>
          {floodChoices.map((most) => (
            <option key={most} value={most}>
              {most === 0 ? t("settings.unlimited") : t("settings.times", { most })}
            </option>
          ))}
        </SelectField>
        {scope === "site" && (
          <SelectField
            label={t("settings.onTimeout")}
            name="onTimeout"
            defaultValue={settings.onTimeout}
            hint={t("hint.onTimeout")}
          >
            {timeoutChoices.map((one) => (
              <option key={one} value={one}>
                {t(`timeout.${one}`)}
              </option>
            ))}
          </SelectField>
        )}
        <div className={styles.foot}>
          {settings.isShielded ? (
            <Notice>{t("settings.shielded")}</Notice>
          ) : (
            <Button type="submit" aria-busy={state === "sending"}>
              {t("save")}
            </Button>
          )}
          {state === "done" && (
            <Notice tone="done" role="status">
              {t("saved")}
            </Notice>
          )}
        </div>
      </SendForm>
    </Panel>
  );
}
