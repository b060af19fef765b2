"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Refused, sendJson } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { type RestrictionList, type RestrictionView, restrictionList } from "@/lib/restrictions/schema";
import { BanRow } from "./ban-row";
import styles from "./bans-board.module.css";
import { RangeForm } from "./range-form";
import { UndoToast } from "./undo-toast";

interface BansBoardProps {
  /** The room whose list it is; null shows everything. */
  roomId: string | null;
  initial: RestrictionList;
  /** Whether the reader may keep ranges of addresses out. */
  canBanGuests: boolean;
}

interface Asked {
  q: string;
  kind: string;
}

/** Who is muted or banned now: searched, lifted, and a range of addresses added. */
export function BansBoard({ roomId, initial, canBanGuests }: BansBoardProps) {
  const t = useTranslations("moderation.bans");
  const acts = useTranslations("moderation.acts");
  const errors = useTranslations("errors");
  const [list, setList] = useState(initial);
  const [asked, setAsked] = useState<Asked>({ q: "", kind: "" });
  const [fault, setFault] = useState<Refused | null>(null);
  const [done, setDone] = useState<{ turn: number; text: string; entryIds: string[] } | null>(null);
  const path = roomId ? `/api/rooms/${roomId}/restrictions` : "/api/restrictions";

  async function read({ q, kind }: Asked, cursor?: string) {
    const query = new URLSearchParams({ ...(q ? { q } : {}), ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) });
    const answer = await fetch(`${path}?${query}`, { cache: "no-store" }).catch(() => null);
    const found = answer?.ok ? restrictionList.safeParse(await answer.json()).data : undefined;
    if (!found) return setFault(new Refused(null));
    setFault(null);
    setAsked({ q, kind });
    setList((before) => (cursor ? { items: [...before.items, ...found.items], next: found.next } : found));
  }

  function tell(text: string, entryIds: string[]) {
    setDone((before) => ({ turn: (before?.turn ?? 0) + 1, text, entryIds }));
  }

  async function lift(restriction: RestrictionView, name: string) {
    try {
      const { entryIds } = (await sendJson("POST", `/api/restrictions/${restriction.id}/lift`, {})) as { entryIds: string[] };
      setList((before) => ({ ...before, items: before.items.filter(({ id }) => id !== restriction.id) }));
      tell(t("lifted", { name }), entryIds);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setFault(error);
    }
  }

  function onSearch(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    void read({ q: String(fields.get("q")).trim(), kind: String(fields.get("kind")) });
  }

  return (
    <div className={styles.columns}>
      <Panel title={t("list")}>
        <search>
          <form className={styles.search} onSubmit={onSearch}>
            <TextField label={t("search")} name="q" type="search" maxLength={100} />
            <SelectField label={t("kind")} name="kind">
              <option value="">{t("all")}</option>
              <option value="mute">{acts("mute")}</option>
              <option value="ban">{acts("ban")}</option>
            </SelectField>
            <Button type="submit" icon={<Search aria-hidden="true" />}>
              {t("find")}
            </Button>
          </form>
        </search>
        {fault && (
          <Notice tone="refused" role="alert">
            {errors(fault.code ?? "internal")}
          </Notice>
        )}
        <div role="status">
          {list.items.length === 0 && <p className={styles.none}>{t(asked.q || asked.kind ? "noMatch" : "none")}</p>}
        </div>
        <ul className={styles.list}>
          {list.items.map((one) => (
            <BanRow key={one.id} restriction={one} withRoom={roomId === null} onLift={(name) => lift(one, name)} />
          ))}
        </ul>
        {list.next && <Button onClick={() => read(asked, list.next ?? undefined)}>{t("more")}</Button>}
      </Panel>
      {canBanGuests && (
        <RangeForm
          roomId={roomId}
          onDone={(range, entryIds) => {
            tell(t("rangeBanned", { range }), entryIds);
            void read({ q: "", kind: "" });
          }}
        />
      )}
      {done && (
        <UndoToast
          key={done.turn}
          text={done.text}
          entryIds={done.entryIds}
          onUndone={() => void read(asked)}
          onEnd={() => setDone(null)}
        />
      )}
    </div>
  );
}
