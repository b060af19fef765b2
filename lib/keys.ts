import type { DirectoryList, RoomCategory } from "./rooms/schema";

/** A room as the directory and the room page read it, as JSON (`RoomRecord`). Kept while the room exists. */
export const roomKey = (roomId: string) => `room:${roomId}`;

/** A room's announcement as JSON (`Announcement`); absent without one. Written together with the record. */
export const announcementKey = (roomId: string) => `room:${roomId}:announcement`;

/** Sorted set of the room ids of one list of the directory, and for live rooms of one category. */
export const listKey = (list: DirectoryList, category?: RoomCategory | null) =>
  category ? `rooms:${list}:${category}` : `rooms:${list}`;

/** Hash of room id to people online. */
export const onlineKey = "rooms:online";

/** Hash of room id to its newest picture: when it was taken in Unix milliseconds, a space, its address. Counts while the room is live. */
export const picturesKey = "rooms:pictures";

/** Sorted set of the viewers of a room by the end of their lease in Unix milliseconds. */
export const viewersKey = (roomId: string) => `room:${roomId}:viewers`;

/** Hash of a room's popularity levels: `total` and one field per part. Kept while the room exists. */
export const popularityKey = (roomId: string) => `room:${roomId}:popularity`;

/** Points that a person added to a part of a room's popularity in one minute. Ends after two minutes. */
export const minutePointsKey = (roomId: string, part: string, userId: string, minute: number) =>
  `room:${roomId}:points:${part}:${userId}:${minute}`;

/** Hash of a running session's figures: peak, area under the online count, messages, likes. Ends a day after the last change. */
export const figuresKey = (roomId: string) => `room:${roomId}:figures`;

/** Likes that a person gave to a room in one minute. Ends after two minutes. */
export const likesThisMinuteKey = (roomId: string, userId: string, minute: number) => `room:${roomId}:likes:${userId}:${minute}`;

/** Marks a batch of likes as counted. Ends after ten minutes. */
export const likeBatchKey = (roomId: string, userId: string, batchId: string) => `room:${roomId}:liked:${userId}:${batchId}`;

/** Sorted set of the visitors without an account that count for one address in a room, by the end of their lease. */
export const addressKey = (roomId: string, addressHash: string) => `room:${roomId}:address:${addressHash}`;

/** Sorted set of live rooms by people online. */
export const crowdKey = "rooms:crowd";

/** Set of the rooms whose figures changed since they were written to PostgreSQL and told to the people in them. */
export const changedRoomsKey = "rooms:changed";

/** Hash of room id to the count that its people were told last, and when, as `count:atMs`. */
export const announcedKey = "rooms:announced";

/** Marks a message as counted, by group and sequence. Ends after ten minutes. */
export const countedKey = (groupId: string, sequence: number) => `counted:${groupId}:${sequence}`;

/** Marks a gift as counted, by its order. Ends after ten minutes. */
export const countedGiftKey = (orderId: string) => `counted:gift:${orderId}`;

/** Sorted set of rooms that somebody watches, by the soonest end of a lease. */
export const watchedRoomsKey = "rooms:watched";

/** A user's role as the before-send decision reads it. Ends after 30 days; written again at each UserSig. */
export const roleKey = (userId: string) => `user:${userId}:role`;

/** Unix milliseconds up to which changes of roles are surely in Redis; absent when Redis was emptied. */
export const rolesKey = "roles:ready";

/** A user's name as the before-send decision stamps it. Ends after 30 days; written again at each UserSig. */
export const userNameKey = (userId: string) => `user:${userId}:name`;

/** A user's level and the moment of signing up, as JSON (`KnownLevel`). Ends after 30 days; written again at each UserSig. */
export const levelKey = (userId: string) => `user:${userId}:level`;

/** Set of what people did that is not in PostgreSQL yet, each as a line of text (`lib/levels/lines.ts`). */
export const activityKey = "activity:waiting";

/** How far the ledger's transactions are in the projection, as `before:until`; absent when Redis was emptied. */
export const settledKey = "ledger:settled";

/**
 * Sorted set of the hosts that a user follows, by the moment of following in Unix milliseconds, so that one command answers
 * whether, and since when. Its member "" says that it was loaded. Ends after 30 days; loaded again at each UserSig.
 */
export const followsKey = (userId: string) => `user:${userId}:follows`;

/** Hash of host id to followers. */
export const followersKey = "hosts:followers";

/** Set of the users who want to be told when a waiting room goes live. Ends when the room no longer waits. */
export const remindersKey = (roomId: string) => `room:${roomId}:reminders`;

/** Hash of a room's paying members: user id to the end of the membership in Unix milliseconds, which may be past. */
export const membershipsKey = (roomId: string) => `room:${roomId}:memberships`;

/** Hash of how many payments, and payments taken back, were read for an entry of `membershipsKey`, so that a late writing is known. */
export const membershipRevisionsKey = (roomId: string) => `room:${roomId}:membership-revisions`;

/** A room's leaderboards as JSON (`GiverBoards`). Ends after a minute; read again from PostgreSQL. */
export const giverBoardsKey = (roomId: string) => `room:${roomId}:givers`;

/** Hash of the first givers of a session to their place, with `startedAtMs` of that session. Ends a day after its last change. */
export const topGiversKey = (roomId: string) => `room:${roomId}:top-givers`;

/** The list of a room's members as it was last read, as JSON (`RoomMembers`). Ends after seconds. */
export const membersKey = (roomId: string) => `room:${roomId}:members`;

/** When a person last spoke in a room with slow mode, and with which message, as `atMs:random`. Ends with the wait. */
export const spokeKey = (roomId: string, userId: string) => `room:${roomId}:spoke:${userId}`;

/** Sorted set of a room's newest messages as JSON (`KeptMessage`), by the vendor's sequence. Ends a day after the last. */
export const historyKey = (roomId: string) => `room:${roomId}:history`;

/**
 * Set of the messages that were taken away from a room, as `fromId:random`: they are not in its history, and can be neither
 * quoted nor pinned. Whoever adds one tells the room.
 */
export const hiddenMessagesKey = (roomId: string) => `room:${roomId}:hidden`;

/** Sorted set of the messages that were taken away from a room lately, by when, in Unix milliseconds. Ends a day after the last. */
export const hiddenLatelyKey = (roomId: string) => `room:${roomId}:hidden-lately`;

/** Unix milliseconds up to which messages that were taken away are surely in Redis; absent when Redis was emptied. */
export const hiddenReadyKey = "hidden:ready";

/** The newest gifts of a room as they were last read, as JSON (`KeptGifts`). Ends after a second. */
export const roomGiftsKey = (roomId: string) => `room:${roomId}:gifts`;

/**
 * Hash of a list of words, of all rooms or of one: `version`, `settings` as JSON, and the list in pieces. That of all rooms is
 * always there; a room without one has none.
 */
export const wordsKey = (scope: string) => `words:${scope}`;

/** A list of words while it is written. Ends after minutes. */
export const wordsDraftKey = (scope: string, draftId: string) => `words:${scope}:draft:${draftId}`;

/** Hash of the messages that a person sent to a room within seconds (`n`), and the last one (`last`). Ends with the window. */
export const floodKey = (roomId: string, userId: string) => `room:${roomId}:flood:${userId}`;

/** The same for one text, named by its digest. */
export const repeatKey = (roomId: string, userId: string, mark: string) => `room:${roomId}:repeat:${userId}:${mark}`;

/** Hash of messages that were held and are not stored yet: `<room>:<author>:<random>` to JSON (`HeldMessage`). */
export const heldMessagesKey = "reviews:held";

/**
 * Hash of who is muted or banned everywhere, or in one room: `<kind>:<u|d|n>:<who>` to `untilMs:sinceMs:revision`, where 0 is
 * until it is lifted. What ended stays for some minutes.
 */
export const siteRestrictionsKey = "restrictions:site";
export const roomRestrictionsKey = (roomId: string) => `room:${roomId}:restrictions`;

/** Unix milliseconds up to which restrictions are surely in Redis; absent when Redis was emptied, and then nobody is let through. */
export const restrictionsKey = "restrictions:ready";

/** The browsers that somebody was seen with lately: a sorted set of their hashes by time. Ends after 30 days. */
export const devicesKey = (userId: string) => `user:${userId}:devices`;

/** The network address that somebody was seen with last. Ends after a day. */
export const lastAddressKey = (userId: string) => `user:${userId}:address`;
/** Sorted set of a group's messages that were let through and of which nothing was heard since, by that moment. Ends after minutes. */
export const awaitedKey = (groupId: string) => `group:${groupId}:awaited`;

/** The same for messages of which something was heard before it was known that they were let through. */
export const answeredKey = (groupId: string) => `group:${groupId}:answered`;

/** Hash of counts of a group's messages, by spans of two seconds and what became of them. Ends after minutes. */
export const messageHealthKey = (groupId: string) => `group:${groupId}:health`;

/** Hash of counts, ages and answering times of the vendors' callbacks, by spans of ten seconds. Ends after minutes. */
export const callbackHealthKey = "callbacks:health";

/** Hash of a vendor's callback to when it was last heard. */
export const callbacksHeardKey = "callbacks:heard";

/** Room id of a chat group, for callbacks. */
export const groupKey = (groupId: string) => `group:${groupId}`;

/** The site's notice in a room as JSON (`SiteNotice`). Ends with the time that it holds. */
export const noticeKey = (roomId: string) => `room:${roomId}:notice`;

/** A room's newest lottery as everybody may see it, as JSON (`LotteryView`). Ends a day after its last change. */
export const lotteryKey = (roomId: string) => `room:${roomId}:lottery`;

/** Set of the people whose entry into a lottery is stored. Ends a day after the last entry. */
export const entrantsKey = (lotteryId: string) => `lottery:${lotteryId}:entrants`;

/** Present once the lotteries were written to Redis; its absence means that Redis was emptied. */
export const lotteriesKey = "lotteries:ready";

/** Attempts within a window, by what is limited and who. Ends with the window. */
export const limitKey = (name: string, who: string, window: number) => `limit:${name}:${who}:${window}`;

/** Unix milliseconds up to which PostgreSQL's changes are surely in the projection; absent when Redis was emptied. */
export const projectionKey = "projection:ready";

/** Held by the process that rebuilds the projection. Ends 20 s after its last sign of life. */
export const projectionLockKey = "projection:building";

/** Written before the work that ends with a mark: gone when Redis was emptied meanwhile. Ends after an hour. */
export const witnessKey = (mark: string, token: string) => `${mark}:witness:${token}`;

/** Taken by the process that does a piece of upkeep in this interval. Ends with the interval. */
export const upkeepKey = (name: string) => `upkeep:${name}`;

/** Hash with the version of `expiredTagsKey` and the first version since Redis was emptied. Read by tag-expiries.cjs too. */
export const expiryKey = "pages:meta";

/** Sorted set of `<instance> <tag>` by the version at which that instance expired the tag; holds two minutes. Read by tag-expiries.cjs too. */
export const expiredTagsKey = "pages:tags";

/** Cache tag of every page of the directory. */
export const directoryTag = "directory";

/** Cache tag of one room's page. */
export const roomTag = (roomId: string) => `room:${roomId}`;

/** Cache tag of the gifts that can be given. */
export const giftsTag = "gifts";

/** Cache tag of a lottery's page. */
export const lotteryTag = (lotteryId: string) => `lottery:${lotteryId}`;
