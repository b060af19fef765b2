import { Keyboard, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import styles from "./review-queue.module.css";
import type { Queue, QueueNews } from "./use-queue";

/** Above the queue: what was done last, its undo, and the keys. */
export function QueueBar({ queue, openHelp }: { queue: Queue; openHelp: () => void }) {
  const t = useTranslations("reviews");
  const { news, canUndo, isBusy } = queue;
  return (
    <div className={styles.bar}>
      <div className={styles.news}>{news && <News news={news} />}</div>
      <Button size="small" icon={<Undo2 aria-hidden="true" />} disabled={!canUndo || isBusy} onClick={queue.undo}>
        {t("undo")} <kbd>u</kbd>
      </Button>
      <IconButton size="small" label={t("keys.title")} icon={<Keyboard aria-hidden="true" />} onClick={openHelp} />
    </div>
  );
}

function News({ news }: { news: QueueNews }) {
  const t = useTranslations("reviews");
  const errors = useTranslations("errors");
  if (news.kind === "conflict") {
    return (
      <Notice tone="refused" role="alert">
        {t(`conflict.${news.about}`)}
      </Notice>
    );
  }
  if (news.kind === "refused") {
    return (
      <Notice tone="refused" role="alert">
        {errors(news.code ?? "internal")}
      </Notice>
    );
  }
  const text = news.kind === "done" ? t(`did.${news.done.act}`, { name: news.done.name }) : t("undone");
  return (
    <Notice tone="done" role="status">
      {text}
    </Notice>
  );
}
