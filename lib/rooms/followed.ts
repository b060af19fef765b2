import "server-only";
import { db } from "../db";
import { listCards } from "./queries";
import type { FollowedRooms, RoomCard, RoomStatus } from "./schema";

const MOST = { open: 60, upcoming: 40, past: 12, hosts: 500 };

/** The rooms of the hosts that a user follows, with their numbers now; the hosts followed last come first. */
export async function listFollowedRooms(userId: string): Promise<FollowedRooms> {
  const roomsOf = (status: RoomStatus[], take: number, orderBy: object) =>
    db().room.findMany({
      where: { status: { in: status }, host: { followers: { some: { followerId: userId } } } },
      orderBy,
      take,
      select: { id: true },
    });
  const [open, upcoming, past, follows] = await Promise.all([
    roomsOf(["live", "paused"], MOST.open, { startedAt: "desc" }),
    roomsOf(["waiting"], MOST.upcoming, [{ scheduledAt: { sort: "asc", nulls: "last" } }, { createdAt: "desc" }]),
    roomsOf(["replay", "ended"], MOST.past, { statusChangedAt: "desc" }),
    db().follow.findMany({
      where: { followerId: userId },
      orderBy: { createdAt: "desc" },
      take: MOST.hosts,
      select: { host: { select: { id: true, name: true, followerCount: true } } },
    }),
  ]);
  const cards = await Promise.all([open, upcoming, past].map((rooms) => listCards(rooms.map(({ id }) => id))));
  const [openCards = [], upcomingCards = [], pastCards = []] = cards;
  return {
    open: openCards.toSorted(brightestFirst),
    upcoming: upcomingCards,
    past: pastCards,
    hosts: follows.map(({ host }) => host),
  };
}

function brightestFirst(one: RoomCard, other: RoomCard): number {
  const isLive = (card: RoomCard) => Number(card.status === "live");
  return isLive(other) - isLive(one) || other.onlineCount - one.onlineCount;
}
