import type { RoomCover } from "@/lib/covers/schema";

/** A room's cover picture, 16:9 and decorative: the title stands beside it. */
export function Cover({ name, eager, className }: { name: RoomCover; eager?: boolean; className?: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: an SVG gains nothing from the image optimizer.
    <img
      className={className}
      src={`/covers/${name}.svg`}
      alt=""
      width="480"
      height="270"
      loading={eager ? "eager" : "lazy"}
      decoding="async"
    />
  );
}
