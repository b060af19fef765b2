"use client";

import { MoonStar } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import styles from "./site-header.module.css";

/** Turns day into dusk and back. Choosing what the system has anyway forgets the choice, so that the page follows the system again. */
function toggleTheme() {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const next = (root.dataset.theme ?? system) === "dark" ? "light" : "dark";
  if (next === system) {
    delete root.dataset.theme;
    localStorage.removeItem("theme");
  } else {
    root.dataset.theme = next;
    localStorage.setItem("theme", next);
  }
}

/** The switch between the day and dusk themes; absent where there is no script to work it. */
export function ThemeSwitch() {
  const t = useTranslations("common");
  return (
    <IconButton className={styles.scripted} label={t("theme")} icon={<MoonStar aria-hidden="true" />} onClick={toggleTheme} />
  );
}
