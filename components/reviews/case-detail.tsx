import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { guessLang } from "@/components/chat/text-parts";
import { LocalDate } from "@/components/ui/local-date";
import { LocalTime } from "@/components/ui/local-time";
import { Link } from "@/lib/i18n/navigation";
import type { ContextLine, ReviewCase } from "@/lib/reviews/schema";
import styles from "./case-detail.module.css";

/** What a moderator needs to know for a decision: the messages around it, who reported it and why, and the person's past; the acts stand below. */
export function CaseDetail({ item, children }: { item: ReviewCase; children: ReactNode }) {
  const t = useTranslations("reviews");
  const { kind, room, person, history, reports, heldBy } = item;
  const isInContext = item.context.some(({ isSubject }) => isSubject);
  return (
    <div className={styles.detail}>
      <div className={styles.main}>
        {kind === "picture" && !item.hasHidden && (
          // biome-ignore lint/performance/noImgElement: the room's own route gives it, in the size in which it is stored
          <img className={styles.picture} src={item.text} alt={t("pictureAlt", { room: room.title })} />
        )}
        {item.context.length > 0 && (
          <section>
            <h3>{t("context")}</h3>
            <ol className={styles.context}>
              {item.context.map((line) => (
                <Line key={`${line.fromId} ${line.atMs} ${line.text}`} line={line} />
              ))}
              {!isInContext && (kind === "held" || kind === "message") && <Line line={subjectLine(item)} />}
            </ol>
          </section>
        )}
        {item.context.length === 0 && (kind === "held" || kind === "message") && (
          <ol className={styles.context}>
            <Line line={subjectLine(item)} />
          </ol>
        )}
        {reports.length > 0 && (
          <section>
            <h3>{t("reports")}</h3>
            <ul className={styles.reports}>
              {reports.map(({ reporter, reason, note, atMs }) => (
                <li key={`${reporter} ${atMs}`}>
                  <b>{t(`reason.${reason}`)}</b>
                  {note && <q lang={guessLang(note, "en")}>{note}</q>}
                  <small>
                    {reporter && `${reporter}・`}
                    <LocalTime atMs={atMs} />
                  </small>
                </li>
              ))}
            </ul>
          </section>
        )}
        {children}
      </div>
      <dl className={styles.facts}>
        {heldBy && (
          <div>
            <dt>{t("heldBy")}</dt>
            <dd>
              <bdi>{heldBy === "shield" ? t("heldByShield") : heldBy}</bdi>
            </dd>
          </div>
        )}
        <div>
          <dt>{t("room")}</dt>
          <dd>
            <Link href={`/rooms/${room.id}`} prefetch={false}>
              {room.title}
            </Link>
          </dd>
        </div>
        <div>
          <dt>{t("person")}</dt>
          <dd>{person.name}</dd>
        </div>
        {history.joinedAtMs !== null && (
          <div>
            <dt>{t("joined")}</dt>
            <dd>
              <LocalDate atMs={history.joinedAtMs} />
            </dd>
          </div>
        )}
        <Fact label={t("level")} value={history.level} />
        <Fact label={t("earlier")} value={history.cases - 1} />
        <Fact label={t("earlierRefused")} value={history.refused - (item.status === "refused" ? 1 : 0)} isHot />
        <Fact label={t("restrictions")} value={history.restrictions} isHot />
      </dl>
    </div>
  );
}

function Fact({ label, value, isHot = false }: { label: string; value: number | null; isHot?: boolean }) {
  const locale = useLocale();
  if (value === null) return null;
  return (
    <div data-hot={isHot && value > 0}>
      <dt>{label}</dt>
      <dd className="num">{value.toLocaleString(locale)}</dd>
    </div>
  );
}

function Line({ line }: { line: ContextLine }) {
  const t = useTranslations("reviews");
  return (
    <li data-subject={line.isSubject} aria-current={line.isSubject || undefined}>
      <b>{line.name}</b> <bdi lang={guessLang(line.text, "en")}>{line.sticker ? t("sticker") : line.text}</bdi>
      <small className="num">
        <LocalTime atMs={line.atMs} />
      </small>
    </li>
  );
}

function subjectLine({ person, text, sticker, sentAtMs }: ReviewCase): ContextLine {
  return { fromId: person.id, name: person.name, text, sticker, atMs: sentAtMs, isSubject: true };
}
