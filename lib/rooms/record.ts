import { z } from "zod";
import { blocksOf } from "../announcements/rules";
import { type Announcement, announcementBlocks } from "../announcements/schema";
import type { Room, User } from "../generated/prisma/client";
import { OPEN_CHAT, type RoomChat, roomChat } from "../room-chat/schema";
import { roomCard } from "./schema";

/** A room as Redis holds it: all that public pages and callbacks need, no secrets of the host. */
export const roomRecord = roomCard.omit({ onlineCount: true, warmth: true, popularityLevel: true, picture: true }).extend({
  groupId: z.string(),
  streamName: z.string(),
  hasPush: z.boolean(),
  statusVersion: z.int(),
  revision: z.int(),
  stoppedBy: z.enum(["host", "moderator", "encoder"]).nullable(),
  statusSinceMs: z.int(),
  createdAtMs: z.int(),
  chat: roomChat.default(OPEN_CHAT),
  /** Who keeps order in this room beside its host. */
  moderatorIds: z.array(z.string()).default([]),
});
export type RoomRecord = z.infer<typeof roomRecord>;

/** What a query includes so that its rows are `RoomRow`s. */
export const withHost = {
  host: { select: { name: true, followerCount: true } },
  moderators: { select: { userId: true }, orderBy: { createdAt: "asc" } },
} as const;

export type RoomRow = Room & { host: Pick<User, "name" | "followerCount">; moderators: { userId: string }[] };

/** Makes the record of a stored room. */
export function recordOf(row: RoomRow): RoomRecord {
  return roomRecord.parse({
    id: row.id,
    title: row.title,
    description: row.description,
    language: row.language,
    category: row.category,
    cover: row.cover,
    hostId: row.hostId,
    hostName: row.host.name,
    groupId: row.groupId,
    streamName: row.streamName,
    hasPush: row.pushSequence !== null,
    status: row.status,
    statusVersion: row.statusVersion,
    revision: row.revision,
    stoppedBy: row.stoppedBy,
    statusSinceMs: row.statusChangedAt.getTime(),
    scheduledAtMs: row.scheduledAt?.getTime() ?? null,
    startedAtMs: row.startedAt?.getTime() ?? null,
    endedAtMs: row.endedAt?.getTime() ?? null,
    createdAtMs: row.createdAt.getTime(),
    chat: chatOf(row),
    moderatorIds: row.moderators.map(({ userId }) => userId),
  });
}

/** What is set about a stored room's chat. */
export function chatOf(row: Pick<Room, "chat">): RoomChat {
  return roomChat.safeParse(row.chat).data ?? OPEN_CHAT;
}

/** The announcement of a stored room; null when there is none. Kept apart from the record, which lists read by the dozen. */
export function announcementOf(row: Room): Announcement | null {
  const stored = announcementBlocks.safeParse(row.announcedBlocks).data;
  const blocks = blocksOf(row.announcement, stored);
  return blocks.length === 0 ? null : { blocks, updatedAtMs: row.announcedAt?.getTime() ?? 0 };
}
