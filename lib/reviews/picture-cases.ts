import "server-only";
import type { Transaction } from "../db";
import { newId } from "../ids";

/** The address of a picture of an announcement, as a case keeps it. */
export function picturePath(roomId: string, imageId: string): string {
  return `/api/rooms/${roomId}/images/${imageId}`;
}

/** The id of the picture that a case is about. */
export function imageIdIn(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Opens a case of each picture that a moderator should look at, in the transaction that shows it. A picture has one at a time. */
export async function openPictureCases(
  tx: Transaction,
  { roomId, hostId }: { roomId: string; hostId: string },
  pictures: readonly { imageId: string; reason: string }[],
  nowMs: number,
): Promise<void> {
  const data = pictures.map(({ imageId, reason }) => ({
    id: newId(),
    kind: "picture" as const,
    roomId,
    userId: hostId,
    text: picturePath(roomId, imageId),
    reason,
    sentAt: new Date(nowMs),
  }));
  await tx.reviewCase.createMany({ data, skipDuplicates: true });
}

/** Those of some pictures that were refused in any room of a host: their ids are of their bytes, so another address helps nothing. */
export async function findRefusedPictures(tx: Transaction, hostId: string, imageIds: readonly string[]): Promise<Set<string>> {
  if (imageIds.length === 0) return new Set();
  const found = await tx.reviewCase.findMany({
    where: { kind: "picture", status: "refused", userId: hostId, OR: imageIds.map((id) => ({ text: { endsWith: `/${id}` } })) },
    select: { text: true },
  });
  return new Set(found.map(({ text }) => imageIdIn(text)));
}
