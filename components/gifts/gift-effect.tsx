import type { CSSProperties } from "react";
import type { GiftNews } from "@/lib/gifts/schema";
import styles from "./gift-effect.module.css";
import { GiftPicture } from "./gift-picture";

const GOLDEN_ANGLE = 2.399963;
const PIECES = { 1: 0, 2: 14, 3: 26 } as const;

type Place = CSSProperties & Record<"--x" | "--y" | "--turn" | "--size", string> & Record<"--delay", string>;

/** Where a piece flies: spread evenly whatever their number, and the same for everybody. */
function placeOf(index: number, pieces: number): Place {
  const share = (index + 0.5) / pieces;
  const angle = index * GOLDEN_ANGLE;
  const reach = Math.sqrt(share);
  return {
    "--x": `${(Math.cos(angle) * reach * 46).toFixed(1)}cqw`,
    "--y": `${(Math.sin(angle) * reach * 40).toFixed(1)}cqh`,
    "--turn": `${Math.round(((index * 53) % 80) - 40)}deg`,
    "--size": (0.7 + ((index * 37) % 60) / 100).toFixed(2),
    "--delay": `${(share * 0.5).toFixed(2)}s`,
  };
}

/** A gift's effect over the picture. Only transform and opacity move, so the chat and the picture go on undisturbed. */
export function GiftEffect({ news: { gift } }: { news: GiftNews }) {
  const pieces = PIECES[gift.tier];
  return (
    <div className={styles.effect} data-tier={gift.tier} data-effect={gift.id} aria-hidden="true">
      {gift.tier === 3 && <span className={styles.light} />}
      {Array.from({ length: pieces }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one effect never change places
        <span key={index} className={styles.piece} style={placeOf(index, pieces)}>
          <GiftPicture art={gift.art} size={44} />
        </span>
      ))}
      <GiftPicture art={gift.art} size={gift.tier === 3 ? 200 : 112} className={styles.middle} />
    </div>
  );
}
