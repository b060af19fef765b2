import { z } from "zod";
import { type Chat, parseBody, type SocketOperation } from "../chat";
import type { Group } from "../group";
import type { PollingTicket } from "../tickets";
import { returnMember } from "./membership";

const pollSchema = z.object({
  Key: z.string(),
  StartSeq: z.number().default(0),
  StartBroadcastSeq: z.number().optional(),
  HoldTime: z.number().default(90),
});

/**
 * get_msg of both polling services: events since StartSeq, now or when there are some. The key alone decides what may be
 * read, because a client that logs in later keeps polling through the service for people who have not.
 */
export const poll: SocketOperation = async (chat, _actor, body, { session }) => {
  const { Key, StartSeq, StartBroadcastSeq, HoldTime } = parseBody(pollSchema, body);
  const holdMs = Math.min(chat.config.holdMs, HoldTime * 1000);
  const ticket = chat.tickets.readPolling(Key);
  const group = ticket && readableGroup(chat, ticket);
  if (!ticket || !group) return holdEmpty(Key, StartSeq, holdMs);

  const isAlive = chat.state.groups.get(group.id) === group;
  if (session.instance?.id === ticket.instanceId && isAlive) returnMember(chat, group, session.instance);
  const next = chat.state.lastSeq + 1; // a number beyond it comes from a journal that was deleted
  const fromSeq = Math.min(Math.max(StartSeq, ticket.startSeq), next);
  const broadcastFrom = StartBroadcastSeq === undefined ? undefined : Math.max(StartBroadcastSeq, ticket.startSeq);
  return group.feed.wait({ owner: session, key: Key, fromSeq, broadcastFrom }, holdMs);
};

/** The group of a ticket, unless its holder quit, logged out, was kicked or is banned. */
function readableGroup(chat: Chat, ticket: PollingTicket): Group | undefined {
  const group = chat.state.groupOrDeparted(ticket.groupId);
  if (!group || ticket.userId === "") return group;
  const quitMs = group.leftMs.get(ticket.instanceId);
  if (quitMs !== undefined && quitMs >= ticket.issuedMs) return undefined;
  if (chat.presence.endOf(ticket.instanceId)) return undefined;
  return group.isBanned(ticket.userId, chat.clock.nowSeconds()) ? undefined : group;
}

/** A client that may not read any more keeps asking until it learns so by other means; it learns nothing here. */
function holdEmpty(key: string, startSeq: number, holdMs: number): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ Key: key, NextSeq: startSeq }), Math.max(holdMs, 1_000)).unref();
  });
}
