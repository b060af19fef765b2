import { GIF } from "image-size/types/gif";
import { JPG } from "image-size/types/jpg";
import { PNG } from "image-size/types/png";
import { WEBP } from "image-size/types/webp";

/** Longer edges are refused: a picture of few bytes can unfold to more than a phone's memory. */
const MAX_EDGE_PX = 4_096;

const KINDS = { "image/png": PNG, "image/jpeg": JPG, "image/gif": GIF, "image/webp": WEBP } as const;

export interface ImageFile {
  type: keyof typeof KINDS;
  width: number;
  height: number;
}

/** What a file's own bytes say that it is, whatever its server calls it; null when it is no picture that browsers show safely. */
export function readImageFile(bytes: Uint8Array): ImageFile | null {
  for (const [type, kind] of Object.entries(KINDS)) {
    try {
      if (!kind.validate(bytes)) continue;
      const { width, height } = kind.calculate(bytes);
      const isSound = [width, height].every((edge) => Number.isInteger(edge) && edge > 0 && edge <= MAX_EDGE_PX);
      return isSound ? { type: type as ImageFile["type"], width, height } : null;
    } catch {
      return null; // it begins like a picture and is none
    }
  }
  return null;
}
