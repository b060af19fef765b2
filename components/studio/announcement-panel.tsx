"use client";

import { ImagePlus, Lamp, Megaphone, Pilcrow } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AnnouncementView } from "@/components/room/announcement-view";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import {
  type Announcement,
  type BlockInput,
  byteLength,
  MAX_ANNOUNCEMENT_BYTES,
  MOST_BLOCKS,
  MOST_IMAGES,
} from "@/lib/announcements/schema";
import type { RoomView } from "@/lib/rooms/schema";
import { AnnouncementBlockFields } from "./announcement-block";
import { draftOf, emptyBlock, filledBlocks, inputOf, moved, previewOf } from "./announcement-draft";
import styles from "./announcement-panel.module.css";
import { useAnnounce } from "./use-announce";

interface AnnouncementPanelProps {
  room: RoomView;
  /** What the room shows now. */
  stored: Announcement | null;
  onDone: () => void;
}

const glyphs = {
  paragraph: <Pilcrow aria-hidden="true" />,
  cover: <Lamp aria-hidden="true" />,
  image: <ImagePlus aria-hidden="true" />,
};

/** Writes the announcement: paragraphs and pictures in any order, with what the room will show beside it. */
export function AnnouncementPanel({ room, stored, onDone }: AnnouncementPanelProps) {
  const t = useTranslations("studio.announcement");
  const [draft, setDraft] = useState(() => draftOf(stored?.blocks ?? []));
  const { announce, state, errorOf, alert } = useAnnounce(room.id, onDone);
  const filled = filledBlocks(draft);
  const bytes = byteLength(inputOf(filled).blocks);
  const images = draft.filter(({ type }) => type !== "paragraph").length;
  const isFull = (type: BlockInput["type"]) => draft.length >= MOST_BLOCKS || (type !== "paragraph" && images >= MOST_IMAGES);

  return (
    <Panel title={t("title")} icon={<Megaphone aria-hidden="true" />}>
      <div className={styles.panel}>
        <div className={styles.blocks}>
          {draft.map((block, index) => (
            <AnnouncementBlockFields
              key={block.key}
              block={block}
              position={index + 1}
              isLast={index === draft.length - 1}
              language={room.language}
              errorOf={(field) => errorOf(block.key, field)}
              onChange={(next) => setDraft(draft.map((one) => (one.key === next.key ? next : one)))}
              onMove={(by) => setDraft(moved(draft, block.key, by))}
              onRemove={() => setDraft(draft.filter(({ key }) => key !== block.key))}
            />
          ))}
        </div>
        <div className={styles.row}>
          {(["paragraph", "image", "cover"] as const).map((type) => (
            <Button
              key={type}
              size="small"
              icon={glyphs[type]}
              disabled={isFull(type)}
              onClick={() => setDraft([...draft, emptyBlock(type)])}
            >
              {t(`add.${type}`)}
            </Button>
          ))}
        </div>
        {filled.length > 0 && (
          <section className={styles.preview} aria-label={t("preview")}>
            <p className={styles.label}>{t("preview")}</p>
            <AnnouncementView
              roomId={room.id}
              blocks={previewOf(filled, stored?.blocks ?? [])}
              language={room.language}
              pending={t("pending")}
            />
          </section>
        )}
        {alert && (
          <Notice tone="refused" role="alert">
            {alert}
          </Notice>
        )}
        <div className={styles.row}>
          <Button aria-busy={state === "sending"} disabled={bytes > MAX_ANNOUNCEMENT_BYTES} onClick={() => announce(filled)}>
            {t(filled.length === 0 && stored ? "takeDown" : "save")}
          </Button>
          <span className={styles.size} data-over={bytes > MAX_ANNOUNCEMENT_BYTES}>
            {t("size", { size: Math.round((bytes / MAX_ANNOUNCEMENT_BYTES) * 100) })}
          </span>
          {state === "done" && (
            <Notice tone="done" role="status">
              {t("saved")}
            </Notice>
          )}
        </div>
      </div>
    </Panel>
  );
}
