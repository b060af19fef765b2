"use client";

import { ImageUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Field } from "@/components/ui/field";
import styles from "./picture-picker.module.css";

/** Chooses an SVG file and sends its text as the field `svg`; shows the picture that would be stored. Empty keeps the old one. */
export function PicturePicker({ current, error }: { current: string | null; error: string | null }) {
  const t = useTranslations("admin");
  const [text, setText] = useState("");
  const [address, setAddress] = useState<string | null>(null);

  useEffect(() => {
    if (text === "") return;
    // In an <img> no script of a picture runs, whatever it holds; the server rebuilds it before it is stored.
    const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    setAddress(url);
    return () => URL.revokeObjectURL(url);
  }, [text]);

  const shown = (text !== "" && address) || current;
  return (
    <div className={styles.picker}>
      {shown ? (
        // biome-ignore lint/performance/noImgElement: an SVG gains nothing from the image optimizer.
        <img src={shown} alt="" width="64" height="64" />
      ) : (
        <span className={styles.none}>
          <ImageUp aria-hidden="true" />
        </span>
      )}
      <Field label={t("field.svg.label")} hint={t("field.svg.hint")} error={error}>
        {(wiring) => (
          <input
            {...wiring}
            className={styles.file}
            type="file"
            accept="image/svg+xml,.svg"
            onChange={async (event) => setText((await event.target.files?.[0]?.text()) ?? "")}
          />
        )}
      </Field>
      <input type="hidden" name="svg" value={text} />
    </div>
  );
}
