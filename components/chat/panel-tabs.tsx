"use client";

import { useLocale, useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { fullCount } from "@/components/ui/count";
import styles from "./panel-tabs.module.css";

const tabs = ["chat", "members", "givers"] as const;
export type PanelTab = (typeof tabs)[number];

interface PanelTabsProps {
  tab: PanelTab;
  onChange: (tab: PanelTab) => void;
  onlineCount: number;
}

/** The tabs of the panel beside the picture; arrow keys go from one to the next. */
export function PanelTabs({ tab, onChange, onlineCount }: PanelTabsProps) {
  const t = useTranslations("room.members");
  const locale = useLocale();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const step = event.key === "ArrowLeft" ? tabs.length - 1 : 1;
    const other = tabs[(tabs.indexOf(tab) + step) % tabs.length] ?? tab;
    onChange(other);
    document.getElementById(tabId(other))?.focus();
  };
  const labels = {
    chat: t("chat"),
    members: t.rich("tab", {
      count: fullCount(onlineCount, locale),
      num: (chunk) => <span className="num">{chunk}</span>,
    }),
    givers: t("givers"),
  };
  return (
    <div className={styles.tabs} role="tablist" aria-label={t("tabs")} onKeyDown={onKeyDown}>
      {tabs.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={tabId(name)}
          aria-selected={name === tab}
          aria-controls={name === tab ? panelId(name) : undefined}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onChange(name)}
        >
          {labels[name]}
        </button>
      ))}
    </div>
  );
}

const tabId = (name: PanelTab) => `room-tab-${name}`;
const panelId = (name: PanelTab) => `room-panel-${name}`;

/** What makes an element the panel of a tab; it is hidden while another is chosen. */
export function panelOf(name: PanelTab, chosen: PanelTab) {
  return { id: panelId(name), role: "tabpanel", "aria-labelledby": tabId(name), hidden: name !== chosen } as const;
}
