import "server-only";
import { plainAnnouncement } from "../announcements/rules";
import type { AnnouncementBlock, AnnouncementInput, BlockInput } from "../announcements/schema";
import { type TakenImage, takeImage } from "../announcements/take-image";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import { Prisma } from "../generated/prisma/client";
import { limit } from "../limit";
import { enqueue } from "../outbox";
import { requireEntry } from "../restrictions/holds";
import { NO_TRACES } from "../restrictions/rules";
import { findRefusedPictures, openPictureCases } from "../reviews/picture-cases";
import type { SessionUser } from "../users/schema";
import { publishRoom } from "./apply-room-event";
import { type DoubtfulImage, judgeImages } from "./judge-images";
import { withHost } from "./record";
import { roomNews } from "./room-news";

const MOST_PER_MINUTE = 20;

type KnownImage = Omit<TakenImage, "bytes">;

/**
 * Puts up the announcement of the user's own room, or takes it down, and tells the people in it. Pictures are taken first,
 * unless the room has them already. Throws `not_found`, or `invalid_input` about the block whose picture was refused.
 */
export async function announce(user: SessionUser, roomId: string, input: AnnouncementInput, nowMs: number): Promise<void> {
  const isOwn = await db().room.count({ where: { id: roomId, hostId: user.id } });
  if (!isOwn) throw new AppError("not_found");
  await requireEntry({ userId: user.id, roomId, ...NO_TRACES }, nowMs);
  await limit("announce", user.id, MOST_PER_MINUTE, 60);
  const known = await db().roomImage.findMany({ where: { roomId }, omit: { bytes: true, createdAt: true } });
  const taken: FieldImage[] = [];
  const blocks = await Promise.all(
    input.blocks.map(async (block, index): Promise<AnnouncementBlock> => {
      if (block.type !== "image") return block;
      const image = known.find(({ address }) => address === block.address) ?? (await take(block, index, taken));
      return blockOf(image, block.alt);
    }),
  );
  const doubtful = await judgeImages(taken, { userId: user.id, roomId }, nowMs);
  await store(user, roomId, blocks, taken, doubtful, nowMs);
}

/** A picture and the field of the form that named it. */
type FieldImage = TakenImage & { field: string };

async function take(block: BlockInput & { type: "image" }, index: number, taken: FieldImage[]): Promise<KnownImage> {
  const field = `blocks.${index}.address`;
  const image = await takeImage(block.address, field);
  taken.push({ ...image, field });
  return image;
}

function blockOf({ id, width, height, address }: KnownImage, alt: string): AnnouncementBlock {
  return { type: "image", imageId: id, width, height, address, alt };
}

async function store(
  user: SessionUser,
  roomId: string,
  blocks: AnnouncementBlock[],
  taken: readonly FieldImage[],
  doubtful: readonly DoubtfulImage[],
  nowMs: number,
): Promise<void> {
  const shown = blocks.flatMap((block) => (block.type === "image" ? [block.imageId] : []));
  const row = await db().$transaction(async (tx) => {
    const { count } = await tx.room.updateMany({
      where: { id: roomId, hostId: user.id },
      data: {
        announcement: plainAnnouncement(blocks),
        announcedBlocks: blocks.length === 0 ? Prisma.DbNull : blocks,
        announcedAt: new Date(nowMs),
        revision: { increment: 1 },
      },
    });
    if (count === 0) throw new AppError("not_found");
    await checkRefused(tx, user.id, blocks);
    await tx.roomImage.createMany({ data: taken.map(({ field: _, ...image }) => ({ ...image, roomId })), skipDuplicates: true });
    await openPictureCases(tx, { roomId, hostId: user.id }, doubtful, nowMs);
    await tx.roomImage.deleteMany({ where: { roomId, id: { notIn: shown } } });
    const stored = await tx.room.findUniqueOrThrow({ where: { id: roomId }, include: withHost });
    await enqueue(tx, stored.groupId, roomNews(stored));
    return stored;
  });
  await publishRoom(row);
}

/** Throws `invalid_input` about a picture that a moderator refused before. The room's row is held: no decision comes between. */
async function checkRefused(tx: Transaction, hostId: string, blocks: readonly AnnouncementBlock[]): Promise<void> {
  const pictures = blocks.flatMap((block, index) => (block.type === "image" ? [{ id: block.imageId, index }] : []));
  const refused = await findRefusedPictures(
    tx,
    hostId,
    pictures.map(({ id }) => id),
  );
  const [first] = pictures.filter(({ id }) => refused.has(id));
  if (!first) return;
  const fields = { [`blocks.${first.index}.address`]: "image_refused" };
  throw new AppError("invalid_input", `image ${first.id}: refused before`, { fields });
}
