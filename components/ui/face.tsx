import type { CSSProperties } from "react";
import styles from "./face.module.css";

const tints = ["", styles.tint1, styles.tint2, styles.tint3, styles.tint4, styles.tint5];

function tintOf(name: string): string | undefined {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return tints[sum % tints.length];
}

/** A person as a small lantern with the first letter of the name; decoration only, the name stands beside it. */
export function Face({ name, sizeRem = 1.75, className }: { name: string; sizeRem?: number; className?: string }) {
  const style: CSSProperties & Record<"--size", string> = { "--size": `${sizeRem}rem` };
  return (
    <span aria-hidden="true" className={[styles.face, tintOf(name), className].filter(Boolean).join(" ")} style={style}>
      {[...name.trim()][0]?.toLocaleUpperCase() ?? ""}
    </span>
  );
}
