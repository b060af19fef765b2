"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { SelectField, TextArea, TextField } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { ALT_CHARACTERS, PARAGRAPH_CHARACTERS } from "@/lib/announcements/schema";
import { roomCovers } from "@/lib/covers/schema";
import type { DraftBlock } from "./announcement-draft";
import styles from "./announcement-panel.module.css";

interface AnnouncementBlockProps {
  block: DraftBlock;
  /** Where it stands, counted from one. */
  position: number;
  isLast: boolean;
  language: string;
  /** The sentence for a refused field of this block, or null. */
  errorOf: (field: string) => string | null;
  onChange: (block: DraftBlock) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One block of an announcement with its fields, and the buttons that move it or take it out. */
export function AnnouncementBlockFields({ block, position, isLast, language, errorOf, ...on }: AnnouncementBlockProps) {
  const t = useTranslations("studio.announcement");
  const name = t(`kind.${block.type}`);
  return (
    <fieldset className={styles.block}>
      <legend className="visually-hidden">{t("block", { position, kind: name })}</legend>
      <div className={styles.fields}>
        {block.type === "paragraph" && (
          <TextArea
            label={name}
            rows={3}
            maxLength={PARAGRAPH_CHARACTERS}
            lang={language}
            value={block.text}
            onChange={(event) => on.onChange({ ...block, text: event.currentTarget.value })}
            error={errorOf("text")}
          />
        )}
        {block.type === "image" && (
          <TextField
            label={t("address")}
            inputMode="url"
            placeholder="https://"
            value={block.address}
            onChange={(event) => on.onChange({ ...block, address: event.currentTarget.value })}
            error={errorOf("address")}
            hint={t("addressHint")}
          />
        )}
        {block.type === "cover" && <CoverChoice block={block} onChange={on.onChange} />}
        {block.type !== "paragraph" && (
          <TextField
            label={t("alt")}
            maxLength={ALT_CHARACTERS}
            lang={language}
            value={block.alt}
            onChange={(event) => on.onChange({ ...block, alt: event.currentTarget.value })}
            error={errorOf("alt")}
            hint={t("altHint")}
          />
        )}
      </div>
      <div className={styles.tools}>
        <IconButton
          size="small"
          label={t("up", { position })}
          icon={<ArrowUp aria-hidden="true" />}
          disabled={position === 1}
          onClick={() => on.onMove(-1)}
        />
        <IconButton
          size="small"
          label={t("down", { position })}
          icon={<ArrowDown aria-hidden="true" />}
          disabled={isLast}
          onClick={() => on.onMove(1)}
        />
        <IconButton size="small" label={t("remove", { position })} icon={<Trash2 aria-hidden="true" />} onClick={on.onRemove} />
      </div>
    </fieldset>
  );
}

function CoverChoice({ block, onChange }: { block: DraftBlock & { type: "cover" }; onChange: (block: DraftBlock) => void }) {
  const t = useTranslations("studio");
  return (
    <SelectField
      label={t("announcement.cover")}
      value={block.name}
      onChange={(event) => {
        const name = roomCovers.find((one) => one === event.currentTarget.value);
        if (name) onChange({ ...block, name });
      }}
    >
      {roomCovers.map((name) => (
        <option key={name} value={name}>
          {t(`cover.${name}`)}
        </option>
      ))}
    </SelectField>
  );
}
