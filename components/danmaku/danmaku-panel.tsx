"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Choice } from "./choice";
import styles from "./danmaku-panel.module.css";
import { FilterEditor } from "./filter-editor";
import { areas, DEFAULTS, densities, speeds } from "./settings";
import { danmakuSettings } from "./settings-store";
import { Slider } from "./slider";
import { useDanmakuSettings } from "./use-danmaku-settings";

/** All that a viewer can change about danmaku; kept on this device. */
export function DanmakuPanel() {
  const t = useTranslations("room.danmaku");
  const settings = useDanmakuSettings();
  const reset = () => danmakuSettings.change(({ filters }) => ({ ...DEFAULTS, filters }));
  return (
    <div className={styles.panel}>
      <h2>{t("settings")}</h2>
      <p className={styles.still}>{t("still")}</p>
      <Slider
        label={t("opacity")}
        value={settings.opacity}
        min={0.2}
        max={1}
        onChange={(opacity) => danmakuSettings.change({ opacity })}
      />
      <Slider
        label={t("size")}
        value={settings.size}
        min={0.75}
        max={1.5}
        onChange={(size) => danmakuSettings.change({ size })}
      />
      <Choice
        label={t("area")}
        options={areas.map((value) => ({ value, label: t(`areas.${value}`) }))}
        value={settings.area}
        onChange={(area) => danmakuSettings.change({ area })}
      />
      <Choice
        label={t("speed")}
        options={speeds.map((value) => ({ value, label: t(`speeds.${value}`) }))}
        value={settings.speed}
        onChange={(speed) => danmakuSettings.change({ speed })}
      />
      <Choice
        label={t("density")}
        options={densities.map((value) => ({ value, label: t(`densities.${value}`) }))}
        value={settings.density}
        onChange={(density) => danmakuSettings.change({ density })}
      />
      <Button size="small" tone="quiet" icon={<RotateCcw aria-hidden="true" />} onClick={reset}>
        {t("reset")}
      </Button>
      <FilterEditor filters={settings.filters} />
    </div>
  );
}
