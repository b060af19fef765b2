import { z } from "zod";
import { roomCover } from "../covers/schema";
import { plainLine, plainText } from "../text";

/** The largest announcement, as UTF-8 JSON of what was written. */
export const MAX_ANNOUNCEMENT_BYTES = 8_192;
export const MOST_BLOCKS = 20;
export const MOST_IMAGES = 4;
export const PARAGRAPH_CHARACTERS = 1_000;
export const ALT_CHARACTERS = 120;

const alt = plainLine(ALT_CHARACTERS);

/** What a host writes: paragraphs, covers of ours, and pictures by their address. Text is text: markup in it is shown as written. */
const blockInput = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("paragraph"), text: plainText(PARAGRAPH_CHARACTERS, 1) }),
  z.strictObject({ type: z.literal("cover"), name: roomCover, alt }),
  z.strictObject({ type: z.literal("image"), address: z.string().trim().min(1).max(500), alt }),
]);
export type BlockInput = z.infer<typeof blockInput>;

/** A new announcement; without blocks the old one is taken down. */
export const announcementInput = z
  .strictObject({ v: z.literal(1), blocks: z.array(blockInput).max(MOST_BLOCKS) })
  .superRefine(({ blocks }, context) => {
    const images = blocks.filter(({ type }) => type !== "paragraph").length;
    if (images > MOST_IMAGES) context.addIssue({ code: "custom", path: ["blocks"], message: "too_many_images" });
    if (byteLength(blocks) > MAX_ANNOUNCEMENT_BYTES) context.addIssue({ code: "custom", path: ["blocks"], message: "too_big" });
  });
export type AnnouncementInput = z.infer<typeof announcementInput>;

/** How large blocks are against `MAX_ANNOUNCEMENT_BYTES`. */
export function byteLength(blocks: unknown): number {
  return new TextEncoder().encode(JSON.stringify(blocks)).length;
}

/** What a room shows. A picture is shown from our own `/api/rooms/:roomId/images/:imageId`. */
const announcementBlock = z.discriminatedUnion("type", [
  z.object({ type: z.literal("paragraph"), text: z.string() }),
  z.object({ type: z.literal("cover"), name: roomCover, alt: z.string() }),
  z.object({
    type: z.literal("image"),
    imageId: z.string(),
    width: z.int(),
    height: z.int(),
    address: z.string(),
    alt: z.string(),
  }),
]);
export type AnnouncementBlock = z.infer<typeof announcementBlock>;

/** The blocks of an announcement; kinds that this version does not know are left out. */
export const announcementBlocks = z
  .array(z.unknown())
  .transform((blocks) => blocks.flatMap((block) => announcementBlock.safeParse(block).data ?? []));

/** An announcement as rooms carry it. */
export const announcement = z.object({ blocks: announcementBlocks, updatedAtMs: z.int() });
export type Announcement = z.infer<typeof announcement>;

export const imageParams = z.strictObject({
  roomId: z.string().regex(/^[0-9a-z]{12}$/),
  imageId: z.string().regex(/^[0-9a-f]{32}$/),
});
