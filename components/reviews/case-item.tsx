import { Clock, Flag, Image as ImageIcon, MessageSquare, RadioTower, User, UserCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { guessLang } from "@/components/chat/text-parts";
import { LocalTime } from "@/components/ui/local-time";
import type { ReviewCase } from "@/lib/reviews/schema";
import { CaseActs } from "./case-acts";
import { CaseDetail } from "./case-detail";
import styles from "./case-item.module.css";
import type { Queue } from "./use-queue";

const glyphs = { held: Clock, message: MessageSquare, person: User, room: RadioTower, picture: ImageIcon };

interface CaseItemProps {
  item: ReviewCase;
  queue: Queue;
  isSelected: boolean;
  readerId: string;
  isRoomShown: boolean;
}

/** One case of the queue: a line, and when it is chosen all that is known of it with what can be done. */
export function CaseItem({ item, queue, isSelected, readerId, isRoomShown }: CaseItemProps) {
  const t = useTranslations("reviews");
  const { id, kind, status, room, person, text, sticker, reports, assignee } = item;
  const Glyph = glyphs[kind];
  return (
    <li className={styles.item} data-case={id} data-status={status} data-selected={isSelected}>
      <button type="button" className={styles.line} aria-expanded={isSelected} onClick={() => queue.select(id)}>
        <span className={styles.kind} data-kind={kind}>
          <Glyph aria-hidden="true" />
          {t(`kind.${kind}`)}
        </span>
        <span className={styles.text}>
          <b>{person.name}</b>
          <bdi lang={guessLang(text, "en")}>{sticker ? t("sticker") : text}</bdi>
        </span>
        <span className={styles.meta}>
          {reports.length > 0 && (
            <span className={styles.count} title={t("reportCount", { count: reports.length })}>
              <Flag aria-hidden="true" />
              <span className="visually-hidden">{t("reportCount", { count: reports.length })}</span>
              <span className="num" aria-hidden="true">
                {reports.length}
              </span>
            </span>
          )}
          {status !== "open" && <span className={styles.status}>{t(`status.${status}`)}</span>}
          {assignee && (
            <span className={styles.assignee}>
              <UserCheck aria-hidden="true" />
              {assignee.id === readerId ? t("mine") : assignee.name}
            </span>
          )}
          {isRoomShown && <span className={styles.room}>{room.title}</span>}
          <LocalTime atMs={item.sentAtMs} />
        </span>
      </button>
      {isSelected && (
        <div className={styles.open}>
          <CaseDetail item={item}>
            {status === "open" ? <CaseActs item={item} queue={queue} readerId={readerId} /> : <Decided item={item} />}
          </CaseDetail>
        </div>
      )}
    </li>
  );
}

function Decided({ item }: { item: ReviewCase }) {
  const t = useTranslations("reviews");
  const { decidedBy, decidedAtMs, status } = item;
  return (
    <p className={styles.decided}>
      {t("decidedBy", { name: decidedBy?.name ?? "", outcome: t(`status.${status}`) })}{" "}
      {decidedAtMs !== null && <LocalTime atMs={decidedAtMs} />}
    </p>
  );
}
