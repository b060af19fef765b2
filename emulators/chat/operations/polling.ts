import { z } from "zod";
import { type Chat, parseBody, type SocketOperation } from "../chat";
import { holdDead } from "../dead-polls";
import type { Group } from "../group";
import type { PollingTicket } from "../tickets";
import { returnMember } from "./membership";

const pollSchema = z.object({
  Key: z.string(),
  StartSeq: z.number().default(0),
  StartBroadcastSeq: z.number().optional(),
  HoldTime: z.number().default(90),
  /** 1: the client takes pushes as well, as every SDK does. */
  USP: z.number().default(0),
});

/**
 * get_msg of both polling services: events since StartSeq, now or when there are some. The key alone decides what may be
 * read, because a client that logs in later keeps polling through the service for people who have not. The feed answers.
 */
export const poll: SocketOperation = (chat, _actor, body, { session, head }) => {
  const { Key, StartSeq, StartBroadcastSeq, HoldTime, USP } = parseBody(pollSchema, body);
  const { servcmd, seq } = head;
  const holdMs = Math.max(0, Math.min(chat.config.holdMs, HoldTime * 1000));
  const ticket = session.readers.find((reader) => reader.key === Key)?.ticket ?? chat.tickets.readPolling(Key);
  const group = ticket && readableGroup(chat, ticket);
  if (!ticket || !group) {
    holdDead(chat.wheel, { session, servcmd, seq, key: Key, fromSeq: StartSeq }, holdMs);
    return null;
  }

  const isAlive = chat.state.groups.get(group.id) === group;
  if (session.instance?.id === ticket.instanceId && isAlive) returnMember(chat, group, session.instance);
  const next = chat.state.lastSeq + 1; // a number beyond it comes from a journal that was deleted
  const fromSeq = Math.min(Math.max(StartSeq, ticket.startSeq), next);
  const broadcastFrom = StartBroadcastSeq === undefined ? undefined : Math.max(StartBroadcastSeq, ticket.startSeq);
  // Only who has logged in gets pushes: what the SDK does with one before that is not known.
  const takesPushes = USP === 1 && ticket.userId !== "" && session.instance !== null;
  group.feed.hold({ outlet: session, servcmd, seq, key: Key, ticket, fromSeq, broadcastFrom, takesPushes }, holdMs);
  return null;
};

/** The group of a ticket, unless its holder quit, logged out, was kicked or is banned. */
function readableGroup(chat: Chat, ticket: PollingTicket): Group | undefined {
  const group = chat.state.groupOfKey(ticket.groupId, ticket.startSeq);
  if (!group || ticket.userId === "") return group;
  const quitMs = group.leftMs.get(ticket.instanceId);
  if (quitMs !== undefined && quitMs >= ticket.issuedMs) return undefined;
  if (chat.presence.endOf(ticket.instanceId)) return undefined;
  return group.isBanned(ticket.userId, chat.clock.nowSeconds()) ? undefined : group;
}
