import { z } from "zod";
import { announcement } from "../announcements/schema";
import { siteNotice } from "../broadcasts/schema";
import { roomCover } from "../covers/schema";
import { messageStamp } from "../levels/schema";
import type { MessageHealth } from "../message-health/schema";
import { FREE, holds } from "../restrictions/schema";
import { OPEN_CHAT, roomChat } from "../room-chat/schema";
import { plainLine, plainText } from "../text";
import { standing } from "../users/schema";

/** The five states of a room; the link to the room is the same in all of them. */
export const roomStatuses = ["waiting", "live", "paused", "ended", "replay"] as const;
export const roomStatus = z.enum(roomStatuses);
export type RoomStatus = z.infer<typeof roomStatus>;

/** The directory's categories, in the order in which they are shown. */
export const roomCategories = ["music", "travel", "games", "crafts", "cooking", "talk", "reading", "nature"] as const;
export const roomCategory = z.enum(roomCategories);
export type RoomCategory = z.infer<typeof roomCategory>;

/** The language a room is held in, as a BCP 47 tag that also serves as its `lang` attribute. */
export const roomLanguages = ["ja", "en", "zh-Hans"] as const;
export const roomLanguage = z.enum(roomLanguages);
export type RoomLanguage = z.infer<typeof roomLanguage>;

export const roomId = z.string().regex(/^[0-9a-z]{12}$/);

/** A room as a card of the directory shows it. `warmth` is 0..1, `popularityLevel` 0..5. */
export const roomCard = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  language: roomLanguage,
  category: roomCategory,
  cover: roomCover.nullable(),
  /** A picture of the moment, while the room is live and one was taken. */
  picture: z.string().nullable(),
  hostId: z.string(),
  hostName: z.string(),
  status: roomStatus,
  onlineCount: z.int(),
  warmth: z.number(),
  popularityLevel: z.int(),
  scheduledAtMs: z.int().nullable(),
  startedAtMs: z.int().nullable(),
  endedAtMs: z.int().nullable(),
});
export type RoomCard = z.infer<typeof roomCard>;

/** What changes in a room while somebody watches it: the answer of `GET /api/rooms/:roomId`. */
export const roomSnapshot = z.object({
  id: z.string(),
  status: roomStatus,
  statusVersion: z.int(),
  /** Why a paused room is paused: the host pressed pause, or the encoder is gone. */
  pausedBy: z.enum(["host", "encoder"]).nullable(),
  statusSinceMs: z.int(),
  title: z.string(),
  announcement: announcement.nullable(),
  chat: roomChat.default(OPEN_CHAT),
  /** What the site tells all rooms now. */
  notice: siteNotice.nullable().default(null),
  onlineCount: z.int(),
  /** Points that lose half their weight in ten minutes, and what they come from. */
  popularity: z.object({
    score: z.int(),
    parts: z.object({ viewers: z.int(), messages: z.int(), likes: z.int(), gifts: z.int() }),
  }),
  /** Likes of the running session. */
  likeCount: z.int(),
  /** Followers of the host. */
  followerCount: z.int(),
  /** Users who want to be told when this waiting room goes live. */
  reminderCount: z.int(),
  startedAtMs: z.int().nullable(),
  endedAtMs: z.int().nullable(),
  scheduledAtMs: z.int().nullable(),
  /** Signed FLV address while there is a picture to show, else null. It expires: after a refusal, read the snapshot again. */
  pullUrl: z.string().nullable(),
});
export type RoomSnapshot = z.infer<typeof roomSnapshot>;

/** What a room is to one signed-in user: the answer of `GET /api/rooms/:roomId/viewer`. */
export const roomViewer = z.object({
  isFollowing: z.boolean(),
  isReminded: z.boolean(),
  /** The end of a membership that runs. */
  memberUntilMs: z.int().nullable(),
  /** What the server stamps on the viewer's messages here. */
  stamp: messageStamp,
  /** What the viewer is here, for the table of permissions. */
  standing,
  /** Whether the viewer may not write or not be here, and until when. */
  holds: holds.default(FREE),
});
export type RoomViewer = z.infer<typeof roomViewer>;

/** All that the room page needs at first paint. */
export type RoomView = RoomCard & {
  snapshot: RoomSnapshot;
  groupId: string;
  /** Coins for a month as a member; 0 where nobody can become one. */
  membershipPrice: number;
};

/** Rooms per state, for the directory's filter row. */
export type StatusCounts = Record<RoomStatus, number>;

/** The directory's lists. `popular` and `new` hold rooms that are live; the others are named by their state. */
export const directoryLists = ["popular", "new", "upcoming", "paused", "replays", "ended"] as const;
export const directoryList = z.enum(directoryLists);
export type DirectoryList = (typeof directoryLists)[number];

/** The lists that live rooms also have within each category. */
export const categoryLists = ["popular", "new"] as const satisfies DirectoryList[];

/** One page of one list, 60 cards at most. */
export interface DirectoryPage {
  cards: RoomCard[];
  page: number;
  pageCount: number;
  total: number;
  /** Names the place after the last card, for the next page; null at the end. */
  next: string | null;
}

/** What `GET /api/rooms` is asked for. */
export const roomsQuery = z
  .strictObject({
    list: directoryList.default("popular"),
    category: roomCategory.nullable().default(null),
    cursor: z.string().min(1).optional(),
    /** Words to search for, over all rooms; in place of a list. */
    q: plainLine(100).optional(),
  })
  .superRefine(({ list, category, cursor, q }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (category && !(categoryLists as readonly string[]).includes(list)) fault("category", "live_rooms_only");
    if (q !== undefined && (category || cursor !== undefined)) fault("q", "not_with_others");
  });
export type RoomsQuery = z.infer<typeof roomsQuery>;

/** Which list's order is asked for. */
export const orderQuery = z.strictObject({ list: z.enum(categoryLists), category: roomCategory.nullable().default(null) });

/** The rooms of a list's first page, in order: the answer of `GET /api/directory/order`. */
export interface ListOrder {
  ids: string[];
}

/** The answer of `GET /api/rooms`. */
export const roomsAnswer = z.object({
  rooms: z.array(roomCard),
  total: z.int(),
  /** The `cursor` of the next page, or null. */
  next: z.string().nullable(),
});
export type RoomsAnswer = z.infer<typeof roomsAnswer>;

/** The front page: live rooms by popularity, then the first cards of the other lists. */
export interface FrontPage {
  live: DirectoryPage;
  paused: RoomCard[];
  upcoming: RoomCard[];
  replays: RoomCard[];
  ended: RoomCard[];
  counts: StatusCounts;
  onlineTotal: number;
}

/** A start time from a form: Unix milliseconds, or empty for none. Whether it may be set depends on the clock: `scheduleFault`. */
const startTime = z
  .string()
  .regex(/^\d{0,15}$/)
  .default("")
  .transform((text) => (text === "" ? null : Number(text)));

/** A new room's form. */
export const createRoomInput = z.strictObject({
  /** Made once for each form that is shown, so that sending it twice opens one room. */
  requestId: z.string().regex(/^[0-9a-z]{12}$/),
  title: plainLine(60),
  description: plainText(200).default(""),
  category: roomCategory,
  language: roomLanguage,
  cover: z
    .union([roomCover, z.literal("")])
    .default("")
    .transform((name) => name || null),
  scheduledAtMs: startTime,
});
export type CreateRoomInput = z.infer<typeof createRoomInput>;

/** Changes to a room's card. */
export const updateRoomInput = z.strictObject({
  roomId,
  title: plainLine(60),
  description: plainText(200).default(""),
});
export type UpdateRoomInput = z.infer<typeof updateRoomInput>;

/** When a waiting room is to open; empty takes the time back. */
export const scheduleRoomInput = z.strictObject({ roomId, scheduledAtMs: startTime });
export type ScheduleRoomInput = z.infer<typeof scheduleRoomInput>;

/** The host's buttons. `start` and `resume` need a stream that is arriving. */
export const roomCommands = ["start", "pause", "resume", "end"] as const;
export const commandRoomInput = z.strictObject({ roomId, command: z.enum(roomCommands) });
export type RoomCommand = (typeof roomCommands)[number];

export const roomParams = z.strictObject({ roomId });

/** Somebody who keeps order in one room. */
export const roomModerator = z.object({ userId: z.string(), name: z.string() });
export type RoomModerator = z.infer<typeof roomModerator>;

/** Answer of `PUT /api/rooms/:roomId/moderators/:userId`. */
export const roomModerators = z.object({
  moderators: z.array(roomModerator),
  /** The entry of the audit log by which it is undone; null when nothing changed. */
  entryId: z.string().nullable(),
});
export type RoomModerators = z.infer<typeof roomModerators>;

/** What the studio shows of one room, with the secrets its host needs. Never sent to anybody else. */
export interface StudioRoom {
  view: RoomView;
  pushServer: string;
  streamKey: string;
  /** Since when an encoder's stream has been arriving, or null. */
  pushSinceMs: number | null;
  /** Which buttons the rules allow now. */
  commands: RoomCommand[];
  health: MessageHealth;
  moderators: RoomModerator[];
}

/** Answer of `GET /api/rooms/:roomId/studio`: what the studio polls. */
export interface StudioState {
  snapshot: RoomSnapshot;
  pushSinceMs: number | null;
  commands: RoomCommand[];
  /** How the room's messages fared in the last minute. */
  health: MessageHealth;
}

/** The rooms of the hosts that a user follows, and those hosts: the answer of `GET /api/followed`. */
export const followedRooms = z.object({
  /** Live first, the fullest before the others; then on a break. */
  open: z.array(roomCard),
  upcoming: z.array(roomCard),
  past: z.array(roomCard),
  hosts: z.array(z.object({ id: z.string(), name: z.string(), followerCount: z.int() })),
});
export type FollowedRooms = z.infer<typeof followedRooms>;

/** Live numbers of the cards on screen: the answer of `GET /api/directory/counts?ids=`. */
export const cardUpdates = z.object({
  cards: z.array(
    roomCard.pick({ id: true, status: true, onlineCount: true, warmth: true, popularityLevel: true, picture: true }),
  ),
});
export type CardUpdates = z.infer<typeof cardUpdates>;

/** Who says that they still watch: a random id that a page keeps for its visit. Signed-in viewers count by their account. */
export const leaseInput = z.strictObject({ viewerId: z.string().regex(/^[0-9a-z]{12}$/) });

export const roomPersonParams = z.object({ roomId, userId: z.string().min(1).max(32) });
export const roomModeratorInput = z.strictObject({ isModerator: z.boolean() });
