import "server-only";
import { z } from "zod";
import { db } from "../db";
import { AppError } from "../errors";
import { hiddenMessagesKey, userNameKey } from "../keys";
import { limit } from "../limit";
import { messageRef } from "../messages/rules";
import type { SealedMessage } from "../messages/schema";
import { isSealed } from "../messages/seal";
import { type Inverse, recordAct } from "../moderation/audit";
import { enqueue, type OutboxPayload } from "../outbox";
import { redis } from "../redis";
import { publishRoom } from "../rooms/apply-room-event";
import { chatOf, type RoomRow, withHost } from "../rooms/record";
import { isSame } from "../same";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { type ChatModesInput, chatModes, type PinnedMessage, pinnedMessage, type RoomChat } from "./schema";

const MOST_PER_MINUTE = 30;

/** The acts that change what is set about a room's chat, and the part that each changes. */
const changedParts = { "room.chat": "modes", "room.pin": "pinned", "room.mute": "mute" } as const satisfies Record<
  string,
  keyof RoomChat
>;
export type ChatAct = keyof typeof changedParts;

/** Sets some of a room's modes; the others stay. Throws `forbidden` for people who may not. */
export async function setChatModes(user: SessionUser, roomId: string, modes: ChatModesInput, nowMs: number): Promise<RoomChat> {
  return changeRoomChat(user, "room.chat", roomId, async (chat) => ({
    modes: { ...chat.modes, ...modes },
    modesSinceMs: nowMs,
  }));
}

const modesState = z.object({ modes: chatModes });
const pinState = z.object({ pinned: pinnedMessage.nullable() });

/** Sets the modes that were set before. */
export const undoChatModes: Inverse = async (actor, { id, subjectId, ...states }, nowMs) => {
  const [before, after] = [modesState.parse(states.before), modesState.parse(states.after)];
  await changeRoomChat(
    actor,
    "room.chat",
    subjectId,
    async (chat) => {
      if (!isSame(chat.modes, after.modes)) throw new AppError("conflict", "the modes were changed since");
      return { modes: before.modes, modesSinceMs: nowMs };
    },
    { undoesId: id },
  );
};

/** Puts the message back above the chat that was there before, or takes the new one down. */
export const undoPin: Inverse = async (actor, { id, subjectId, ...states }) => {
  const [before, after] = [pinState.parse(states.before), pinState.parse(states.after)];
  await changeRoomChat(
    actor,
    "room.pin",
    subjectId,
    async ({ pinned }) => {
      if (!isSame(pinned, after.pinned)) throw new AppError("conflict", "another message is pinned");
      return before;
    },
    { undoesId: id },
  );
};

/** Puts a message above a room's chat, or takes the one that is there down. Throws `invalid_input` for one that was never sent. */
export async function pinMessage(
  user: SessionUser,
  roomId: string,
  message: SealedMessage | null,
  nowMs: number,
): Promise<RoomChat> {
  if (!message) return changeRoomChat(user, "room.pin", roomId, async () => ({ pinned: null }));
  const { fromId, random } = message;
  const [isHidden, name] = await Promise.all([
    redis().sismember(hiddenMessagesKey(roomId), messageRef(message)),
    redis().get<unknown>(userNameKey(fromId)),
  ]);
  const { text, sticker } = message;
  const pinned: PinnedMessage = { fromId, random, name: String(name ?? fromId), text, sticker, byName: user.name, atMs: nowMs };
  return changeRoomChat(user, "room.pin", roomId, async (_chat, { groupId }) => {
    if (isHidden || !(await isSealed(groupId, message))) throw new AppError("invalid_input", "pin: not a message of this room");
    return { pinned };
  });
}

/** Changes what is set about a room's chat, in one transaction with what its people are told and with its audit entry. What is so already is not told again. */
export async function changeRoomChat(
  user: SessionUser,
  action: ChatAct,
  roomId: string,
  decide: (chat: RoomChat, room: RoomRow) => Promise<Partial<RoomChat>>,
  about: { undoesId?: bigint; reason?: string } = {},
): Promise<RoomChat> {
  await limit("room-chat", user.id, MOST_PER_MINUTE, 60);
  const partOf = (chat: RoomChat) => ({ [changedParts[action]]: chat[changedParts[action]] });
  const { row, isChanged } = await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Room" WHERE "id" = ${roomId} FOR UPDATE`;
    await requireAct(user, action, { roomId, tx });
    const room = await tx.room.findUniqueOrThrow({ where: { id: roomId }, include: withHost });
    const before = chatOf(room);
    const chat: RoomChat = { ...before, ...(await decide(before, room)), version: before.version + 1 };
    if (about.undoesId === undefined && isUnchanged(action, before, chat)) return { row: room, isChanged: false };
    const stored = await tx.room.update({
      where: { id: roomId },
      data: { chat, revision: { increment: 1 } },
      include: withHost,
    });
    await enqueue(tx, stored.groupId, chatNews(roomId, chat));
    const act = { actorId: user.id, action, subjectId: roomId, roomId, before: partOf(before), after: partOf(chat) };
    await recordAct(tx, { ...act, ...about });
    return { row: stored, isChanged: true };
  });
  if (isChanged) await publishRoom(row);
  return chatOf(row);
}

/** True when nobody would see a difference: the modes as they were, the message that is pinned already, a mute without another end. */
function isUnchanged(action: ChatAct, before: RoomChat, after: RoomChat): boolean {
  if (action !== "room.pin") return isSame(before[changedParts[action]], after[changedParts[action]]);
  return before.pinned?.fromId === after.pinned?.fromId && before.pinned?.random === after.pinned?.random;
}

/** Both of the guide's ways to tell a state: a message now, and the group's attributes for those who come later. */
export function chatNews(roomId: string, chat: RoomChat): OutboxPayload[] {
  return [
    { kind: "message.custom", data: { v: 1, type: "room.chat", roomId, chat } },
    { kind: "group.attributes", attributes: { chat: JSON.stringify(chat) } },
  ];
}
