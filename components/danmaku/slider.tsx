"use client";

import { useLocale } from "next-intl";
import { useId } from "react";
import styles from "./danmaku-panel.module.css";

interface SliderProps {
  label: string;
  /** A share; shown in percent. */
  value: number;
  min: number;
  max: number;
  onChange(value: number): void;
}

/** A share that is drawn with the pointer or set with arrow keys, with its value in words beside it. */
export function Slider({ label, value, min, max, onChange }: SliderProps) {
  const id = useId();
  const percent = new Intl.NumberFormat(useLocale(), { style: "percent" }).format(value);
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={0.05}
        value={value}
        aria-valuetext={percent}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <output className="num" htmlFor={id}>
        {percent}
      </output>
    </div>
  );
}
