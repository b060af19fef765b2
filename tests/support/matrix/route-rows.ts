import { newId } from "../../../lib/ids";
import { OPEN_SETTINGS } from "../../../lib/words/schema";
import { lotteryForm } from "../lotteries";
import { cssCallback } from "../sign";
import type { Row } from "./row";
import { type Person, type Scene, undoLast } from "./scene";
import { everybody, nothingThere, OWN, oneself, requestId } from "./usual";

/** Without a signature or a token. */
const MACHINE = ["unauthenticated", "unauthenticated"] as const;

/** A list of words, of all rooms and of one. */
function words(json?: unknown, otherwise: readonly string[] = []): Row[] {
  const wordId = newId();
  const ask =
    (scope: string): Row["ask"] =>
    () => ({ params: { scope, wordId }, json });
  return [
    { act: "words.site", ask: ask("site"), otherwise },
    { act: "room.words", ask: (scene) => ({ params: { scope: scene.room.id, wordId }, json }), otherwise },
  ];
}

const unsignedPush: Row["ask"] = ({ runtime, room }) => ({
  json: cssCallback(runtime, { stream_id: room.streamName, sequence: "1", event_type: 0 }, { sign: "0".repeat(32) }),
});

/** What is done to a person here is undone by who did it, so that the next one meets the same person. */
function restriction(act: Row["act"], json: (scene: Scene, target: Person) => object): Row {
  return { act, ask: (scene, target) => ({ json: json(scene, target) }), restore: undoLast };
}

/** Kept for documents: nobody comes from there. */
const NOBODYS_RANGE = { addressRange: "203.0.113.77/32", seconds: 60 };

/** Sent again it is the same one: rooms of other tests hear of it once. */
const notice = { ...requestId(), text: "Nothing happens tonight.", minutes: 10 };
const noBroadcast: Row["ask"] = () => ({ params: { broadcastId: newId() }, json: { command: "pause" } });

const word = () => ({ kind: "word", text: `word ${newId()}`, action: "refuse" });

export const routeRows: Record<string, Row | Row[]> = {
  "DELETE /api/[...rest]": { ...nothingThere, ask: () => ({ params: { rest: "nothing" } }) },
  "GET /api/[...rest]": { ...nothingThere, ask: () => ({ params: { rest: "nothing" } }) },
  "PATCH /api/[...rest]": { ...nothingThere, ask: () => ({ params: { rest: "nothing" } }) },
  "POST /api/[...rest]": { ...nothingThere, ask: () => ({ params: { rest: "nothing" } }) },
  "PUT /api/[...rest]": { ...nothingThere, ask: () => ({ params: { rest: "nothing" } }) },
  "GET /api/auth/[...nextauth]": { ...everybody, ask: () => ({ params: { nextauth: "session" } }) },
  "POST /api/auth/[...nextauth]": { ...everybody, ask: () => ({ params: { nextauth: "signout" } }) },
  "POST /api/css/callback": { act: "machine", refusals: ["forbidden", "forbidden"], ask: unsignedPush },
  "POST /api/im/callback": { act: "machine", refusals: MACHINE },
  "POST /api/stripe/callback": { act: "machine", refusals: MACHINE },
  "POST /api/maintenance": { act: "machine", refusals: MACHINE },
  "GET /api/directory/counts": everybody,
  "GET /api/directory/order": { ...everybody, ask: () => ({ query: { list: "popular" } }) },
  "GET /api/gifts/art/[artId]": { ...nothingThere, ask: () => ({ params: { artId: "0".repeat(32) } }) },
  "GET /api/gifts": everybody,
  "GET /api/health": everybody,
  "GET /api/locale/[[...path]]": everybody,
  "GET /api/lotteries/[lotteryId]/proof": nothingThere,
  "GET /api/rooms": everybody,
  "GET /api/rooms/[roomId]": everybody,
  "GET /api/rooms/[roomId]/calendar.ics": { ...everybody, ask: (scene) => ({ params: { roomId: scene.plannedRoom.id } }) },
  "GET /api/rooms/[roomId]/gifts": everybody,
  "GET /api/rooms/[roomId]/givers": everybody,
  "GET /api/rooms/[roomId]/history": everybody,
  "GET /api/rooms/[roomId]/images/[imageId]": { ...nothingThere, ask: () => ({ params: { imageId: "0".repeat(32) } }) },
  "POST /api/rooms/[roomId]/lease": { ...everybody, ask: () => ({ json: { viewerId: newId() } }) },
  "GET /api/rooms/[roomId]/lottery": everybody,
  "GET /api/rooms/[roomId]/members": everybody,
  "GET /api/rooms/[roomId]/replay": everybody,
  "GET /feed.xml": everybody,
  "GET /robots.txt": everybody,
  "GET /sitemap.xml": everybody,

  "GET /api/followed": oneself,
  "PUT /api/hosts/[hostId]/follow": { ...oneself, ask: () => ({ json: { isFollowing: true } }) },
  "POST /api/im/usersig": oneself,
  "GET /api/level": oneself,
  "GET /api/outcomes": oneself,
  "PUT /api/outcomes/[caseId]": { ...oneself, ask: () => ({ params: { caseId: newId() } }) },
  "GET /api/reminders": oneself,
  "POST /api/rooms/[roomId]/gifts": {
    ...oneself,
    ask: ({ giftId }) => ({ json: { ...requestId(), comboId: newId(), giftId, count: 1, expectedPrice: 1 } }),
  },
  "POST /api/rooms/[roomId]/membership": { ...oneself, ask: () => ({ json: { ...requestId(), expectedPrice: 300 } }) },
  "PUT /api/rooms/[roomId]/reminder": {
    ...oneself,
    ask: (scene) => ({ params: { roomId: scene.plannedRoom.id }, json: { isReminded: true } }),
  },
  "GET /api/rooms/[roomId]/viewer": oneself,
  "GET /api/standing": oneself,
  "GET /api/wallet": oneself,
  "POST /api/wallet/allowance": oneself,
  "POST /api/wallet/checkout": { ...oneself, ask: () => ({ json: { coins: 100, locale: "en" } }), otherwise: ["not_found"] },

  "PUT /api/rooms/[roomId]/announcement": {
    act: "room.manage",
    ask: () => ({ json: { v: 1, blocks: [] } }),
    refusals: OWN,
  },
  "GET /api/rooms/[roomId]/studio": { act: "room.manage", refusals: OWN },
  "POST /api/rooms/[roomId]/lottery": { act: "lottery.open", ask: () => ({ json: lotteryForm() }), refusals: OWN },
  "POST /api/lotteries/[lotteryId]/cancel": { act: "lottery.cancel" },
  "PUT /api/rooms/[roomId]/chat": { act: "room.chat", ask: () => ({ json: {} }) },
  "PUT /api/rooms/[roomId]/pin": { act: "room.pin", ask: () => ({ json: { message: null } }) },
  "PUT /api/rooms/[roomId]/moderators/[userId]": {
    act: "room.moderators",
    ask: (_scene, target) => ({ params: { userId: target.id }, json: { isModerator: target.standing.isRoomModerator } }),
  },

  "PUT /api/rooms/[roomId]/hidden": [
    {
      act: "message.hide",
      ask: (_scene, target) => ({ json: { message: { fromId: target.id, random: 1 }, isHidden: true } }),
    },
    {
      act: "message.hide",
      ask: (_scene, target) => ({ json: { message: { fromId: target.id, random: 2 }, isHidden: false } }),
    },
  ],
  "POST /api/audit/[entryId]/undo": [
    { act: "undo", ask: ({ entryIds }, target) => ({ params: { entryId: entryIds[target.id] ?? "" } }) },
    { act: "undo", also: "room.end", ask: ({ endEntryIds }, target) => ({ params: { entryId: endEntryIds[target.id] ?? "" } }) },
  ],

  "PUT /api/rooms/[roomId]/mute": { act: "room.mute", ask: () => ({ json: { seconds: 0 } }) },
  "GET /api/rooms/[roomId]/restrictions": { act: "room.mute" },
  "GET /api/restrictions": { act: "desk.open" },
  "POST /api/restrictions": [
    restriction("member.mute", ({ room }, { id }) => ({ act: "mute", roomId: room.id, userIds: [id], seconds: 600 })),
    restriction("member.kick", ({ room }, { id }) => ({ act: "kick", roomId: room.id, userIds: [id] })),
    restriction("member.ban", ({ room }, { id }) => ({ act: "ban", roomId: room.id, userIds: [id], seconds: 60 })),
    {
      ...restriction("member.ban", ({ room }, { id }) => ({
        act: "ban",
        roomId: room.id,
        userIds: [id],
        seconds: 60,
        withTraces: true,
      })),
      also: "room.banGuests",
    },
    restriction("user.mute", (_scene, { id }) => ({ act: "mute", roomId: null, userIds: [id], seconds: 600 })),
    restriction("user.ban", (_scene, { id }) => ({ act: "ban", roomId: null, userIds: [id], seconds: 60 })), // longer, and the host's room is ended
    restriction("user.kick", (_scene, { id }) => ({ act: "kick", roomId: null, userIds: [id] })),
    { act: "room.banGuests", ask: ({ room }) => ({ json: { act: "banRange", roomId: room.id, ...NOBODYS_RANGE } }) },
    { act: "guest.ban", ask: () => ({ json: { act: "banRange", roomId: null, ...NOBODYS_RANGE } }) },
  ],
  "POST /api/restrictions/[restrictionId]/lift": [
    { act: "member.lift", ask: ({ pastMutes }, { id }) => ({ params: { restrictionId: pastMutes.room[id] ?? "" } }) },
    { act: "user.lift", ask: ({ pastMutes }, { id }) => ({ params: { restrictionId: pastMutes.site[id] ?? "" } }) },
    { act: "room.banGuests", ask: ({ pastRanges }) => ({ params: { restrictionId: pastRanges.room } }) },
    { act: "guest.ban", ask: ({ pastRanges }) => ({ params: { restrictionId: pastRanges.site } }) },
  ],

  "POST /api/rooms/[roomId]/reports": {
    act: "message.report",
    ask: (_scene, { id }) => ({ json: { kind: "person", userId: id, reason: "spam" } }),
  },
  "GET /api/reviews": [{ act: "reviews.read" }, { act: "case.read", ask: ({ room }) => ({ query: { room: room.id } }) }],
  "POST /api/reviews/[caseId]/decision": {
    act: "case.decide",
    ask: ({ pastCases }, { id }) => ({ params: { caseId: pastCases[id] ?? "" }, json: { outcome: "passed" } }),
  },
  "PUT /api/reviews/[caseId]/assignee": {
    act: "case.decide",
    ask: ({ pastCases }, { id }) => ({ params: { caseId: pastCases[id] ?? "" }, json: { isMine: true } }),
  },
  "PUT /api/rooms/[roomId]/shield": { act: "room.shield", ask: () => ({ json: { isUp: false } }) },
  "GET /api/desk/rooms/[roomId]": { act: "room.watch" },
  "GET /api/desk/wall": { act: "desk.open" },
  "GET /api/broadcasts": { act: "broadcast.send" },
  "POST /api/broadcasts": { act: "broadcast.send", ask: () => ({ json: notice }) },
  "GET /api/broadcasts/[broadcastId]": { act: "broadcast.send", ask: noBroadcast, otherwise: ["not_found"] },
  "PUT /api/broadcasts/[broadcastId]": { act: "broadcast.send", ask: noBroadcast, otherwise: ["not_found"] },

  "POST /api/words/[scope]": words(word()),
  "PUT /api/words/[scope]/[wordId]": words(word(), ["not_found"]),
  "DELETE /api/words/[scope]/[wordId]": words({}, ["not_found"]),
  "GET /api/words/[scope]/export": words(),
  "POST /api/words/[scope]/import": words({ text: "", format: "text", action: "refuse", isReplacing: false }),
  "PUT /api/words/[scope]/settings": words(OPEN_SETTINGS),
  "POST /api/words/[scope]/try": words({ text: "hello" }),
};
