import type { StickerName } from "@/lib/messages/schema";

interface StickerPictureProps {
  name: StickerName;
  /** What it shows, in words; empty where the words stand beside it. */
  label: string;
  size: number;
  className?: string;
}

/** A room sticker. The files lie in `public/stickers`. */
export function StickerPicture({ name, label, size, className }: StickerPictureProps) {
  // biome-ignore lint/performance/noImgElement: a small vector file has nothing to optimise
  return <img className={className} src={`/stickers/${name}.svg`} alt={label} width={size} height={size} draggable={false} />;
}
