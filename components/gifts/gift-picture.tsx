/** A gift's picture; decoration, the name stands beside it. */
export function GiftPicture({ art, size, className }: { art: string; size: number; className?: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: an SVG gains nothing from the image optimizer.
    <img className={className} src={art} alt="" width={size} height={size} decoding="async" draggable={false} />
  );
}
