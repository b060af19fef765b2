import "server-only";
import type { TakenImage } from "../announcements/take-image";
import { AppError } from "../errors";
import { isImageModerationOn, moderateImage } from "../ims/moderate-image";
import { logError } from "../log";

/** A picture that a moderator should look at, and why. */
export interface DoubtfulImage {
  imageId: string;
  reason: string;
}

/**
 * Asks Tencent's image moderation about pictures before anybody sees them, when that is configured; gives those that a moderator
 * should look at. Throws `invalid_input` about the field of one that is against the rules. One that is not judged in time is
 * shown, and goes to the moderators: a host must be able to announce while the vendor is away, and nothing stays unseen.
 */
export async function judgeImages(
  images: readonly (TakenImage & { field: string })[],
  { userId, roomId }: { userId: string; roomId: string },
  nowMs: number,
): Promise<DoubtfulImage[]> {
  if (!isImageModerationOn()) return [];
  const judged = await Promise.all(
    images.map(async ({ id, bytes, field }): Promise<DoubtfulImage[]> => {
      const dataId = `${roomId}_${id}`;
      const verdict = await moderateImage({ bytes, userId, roomId, dataId }, nowMs).catch((error: unknown) => {
        logError("image moderation did not answer", error, { roomId, imageId: id });
        return { suggestion: "Review", label: "timeout" } as const;
      });
      if (verdict.suggestion === "Block") {
        throw new AppError("invalid_input", `image: IMS ${verdict.label}`, { fields: { [field]: "image_refused" } });
      }
      return verdict.suggestion === "Pass" ? [] : [{ imageId: id, reason: `IMS ${verdict.label}` }];
    }),
  );
  return judged.flat();
}
