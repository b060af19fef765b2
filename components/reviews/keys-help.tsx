import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { IconButton } from "@/components/ui/icon-button";
import styles from "./review-queue.module.css";

const keys = ["j", "k", "p", "r", "m", "b", "a", "u", "?"] as const;
const names = { "?": "help" } as Record<string, string>;

interface KeysHelpProps {
  dialog: RefObject<HTMLDialogElement | null>;
  isOn: boolean;
  toggle: () => void;
}

/** The keys of the queue, and their switch. */
export function KeysHelp({ dialog, isOn, toggle }: KeysHelpProps) {
  const t = useTranslations("reviews.keys");
  return (
    <dialog className={styles.help} ref={dialog} aria-label={t("title")}>
      <header>
        <h2>{t("title")}</h2>
        <IconButton label={t("close")} icon={<X aria-hidden="true" />} onClick={() => dialog.current?.close()} />
      </header>
      <dl>
        {keys.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`of.${names[key] ?? key}`)}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input type="checkbox" checked={isOn} onChange={toggle} />
        {t("on")}
      </label>
    </dialog>
  );
}
