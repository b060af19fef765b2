import type { ComponentProps } from "react";

/** The small solid lantern that stands for "live" in plates. */
export function LanternGlyph(props: ComponentProps<"svg">) {
  return (
    <svg viewBox="0 0 14 14" width="14" height="14" fill="currentColor" aria-hidden="true" {...props}>
      <path d="M4.5 0h5v1.6h-5zM4.5 12.4h5V14h-5zM4 2.2h6c3.4 2.8 3.4 6.8 0 9.6H4C.6 9 .6 5 4 2.2Z" />
    </svg>
  );
}

const fills = {
  unlit: null,
  third: "M4 56h64q-3 14-12 21H16Q7 70 4 56Z",
  lit: "M16 15h40c18 16 18 46 0 62H16C-2 61-2 31 16 15Z",
};

/** A hanging lantern: unlit and dashed where nothing is, a third full while a host is on a break, lit for success. */
export function HangingLantern({ light, ...rest }: { light: keyof typeof fills } & ComponentProps<"svg">) {
  const fill = fills[light];
  return (
    <svg viewBox="0 0 72 92" width="72" height="92" aria-hidden="true" {...rest}>
      <path d="M36 0v8" stroke="var(--cord)" strokeWidth="2" />
      <path d="M22 8h28v6H22zM22 78h28v6H22z" fill="var(--cord)" />
      {fill && <path d={fill} fill="var(--akari)" />}
      <path
        d="M16 15h40c18 16 18 46 0 62H16C-2 61-2 31 16 15Z"
        fill="none"
        stroke="var(--cord)"
        strokeWidth="2"
        strokeDasharray={light === "unlit" ? "5 5" : undefined}
      />
      <path d="M9 25h54M4 36h64M3 46h66M4 56h64M9 67h54" stroke="var(--cord)" strokeWidth="1" opacity=".6" />
    </svg>
  );
}
