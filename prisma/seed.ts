import type { RoomCover } from "../lib/covers/schema";
import { db, type Transaction } from "../lib/db";
import { newId } from "../lib/ids";
import { enqueue } from "../lib/outbox";
import type { RoomCategory, RoomLanguage } from "../lib/rooms/schema";
import type { UserRole } from "../lib/users/roles";
import { insertUser, newUser } from "../lib/users/sign-up";
import { post } from "../lib/wallet/post";
import { issuance, wallet } from "../lib/wallet/rules";

/** What each demo viewer has to try gifts with. */
const DEMO_COINS = 3_000;

/**
 * Demo content for an empty embedded database: six people, a room for the built-in channel, rooms that are announced and
 * rooms that have ended. Reads SEED_ACCOUNTS (`[{role, name, email, password}]`) and SEED_STREAM_NAME. All or nothing, and
 * nothing when there is any user already.
 */
async function seed(): Promise<void> {
  if ((await db().user.count()) > 0) return;
  const accounts: { role: UserRole; name: string; email: string; password: string }[] = JSON.parse(
    process.env.SEED_ACCOUNTS ?? "[]",
  );
  const users = await Promise.all(accounts.map(({ role, ...input }) => newUser(input, role)));
  const hosts = users.filter((user) => user.role === "host");
  const host = (index: number) => hosts[index % hosts.length]?.id ?? "";
  await db().$transaction(async (tx) => {
    for (const user of users) {
      await insertUser(tx, user);
      if (user.role === "user") await giveCoins(tx, user.id);
    }
    await addRoom(tx, { ...channelRoom, hostId: host(0), streamName: process.env.SEED_STREAM_NAME ?? newId() });
    for (const [index, { inMinutes, ...room }] of upcomingRooms.entries()) {
      await addRoom(tx, { ...room, hostId: host(index), scheduledAt: new Date(Date.now() + inMinutes * 60_000) });
    }
    for (const [index, { endedHoursAgo, lastedMinutes, ...room }] of endedRooms.entries()) {
      const endedAt = new Date(Date.now() - endedHoursAgo * 3_600_000);
      const startedAt = new Date(endedAt.getTime() - lastedMinutes * 60_000);
      const end = { status: "ended", stoppedBy: "host", startedAt, endedAt, statusChangedAt: endedAt } as const;
      await addRoom(tx, { ...room, hostId: host(index + 1), ...end });
    }
  });
}

async function giveCoins(tx: Transaction, userId: string): Promise<void> {
  const moves = [
    { account: wallet(userId), coins: DEMO_COINS },
    { account: issuance, coins: -DEMO_COINS },
  ];
  const about = { kind: "grant", scope: "seed", requestId: userId, actorId: null, reason: "demo account" } as const;
  await post(tx, { ...about, moves });
}

interface SeedRoom {
  title: string;
  description: string;
  category: RoomCategory;
  language: RoomLanguage;
  cover: RoomCover | null;
}

interface StoredSeedRoom extends SeedRoom {
  hostId: string;
  streamName?: string;
  announcement?: string;
  status?: "ended";
  stoppedBy?: "host";
  scheduledAt?: Date;
  startedAt?: Date;
  endedAt?: Date;
  statusChangedAt?: Date;
}

async function addRoom(tx: Transaction, room: StoredSeedRoom): Promise<void> {
  const id = newId();
  const groupId = `room_${id}`;
  const announcedAt = room.announcement ? new Date() : null;
  await tx.room.create({ data: { ...room, id, groupId, announcedAt, streamName: room.streamName ?? newId() } });
  await enqueue(tx, groupId, [{ kind: "group.create", name: room.title }]);
}

const channelRoom = {
  title: "広場の時計　灯りのゆれる夕暮れ",
  description: "いつでも灯っている部屋です。Hiroba に入っている小さな映像を、OBS と同じ道すじで配信しつづけています。",
  announcement: "この部屋の映像は、このコンピューターの中の配信サーバーから届いています。チャットもお試しください。",
  category: "travel",
  language: "ja",
  cover: "market",
} satisfies SeedRoom & { announcement: string };

const upcomingRooms: (SeedRoom & { inMinutes: number })[] = [
  {
    title: "流星群を待つ夜　山の上から",
    description: "空が開けるまで、火を小さくして待ちます。",
    category: "nature",
    language: "ja",
    cover: "stars",
    inMinutes: 45,
  },
  {
    title: "Reading aloud: The Wind in the Willows, ch. 7",
    description: "One chapter, read slowly, with tea.",
    category: "reading",
    language: "en",
    cover: "book",
    inMinutes: 90,
  },
  {
    title: "清晨果园：第一批橘子",
    description: "天亮之前出发，看第一批橘子下树。",
    category: "nature",
    language: "zh-Hans",
    cover: "leaves",
    inMinutes: 60 * 14,
  },
  {
    title: "屋上定点カメラ　終電まで",
    description: "港町の屋上から、街の灯を数えます。",
    category: "travel",
    language: "ja",
    cover: "city",
    inMinutes: 180,
  },
];

const endedRooms: (SeedRoom & { endedHoursAgo: number; lastedMinutes: number })[] = [
  {
    title: "冷蔵庫の残りで、土鍋ひとつの晩ごはん",
    description: "白菜と豆腐と、少しの鮭。",
    category: "cooking",
    language: "ja",
    cover: "pot",
    endedHoursAgo: 3,
    lastedMinutes: 74,
  },
  {
    title: "Slow go: one game, every move explained",
    description: "A quiet 9x9 game with a beginner.",
    category: "games",
    language: "en",
    cover: "go",
    endedHoursAgo: 8,
    lastedMinutes: 52,
  },
  {
    title: "真夜中电台：读你们的来信",
    description: "今晚读十二封信。",
    category: "talk",
    language: "zh-Hans",
    cover: "radio",
    endedHoursAgo: 26,
    lastedMinutes: 118,
  },
  {
    title: "ろくろ練習、百日目。今日は花瓶",
    description: "百日つづけたら、手が覚えました。",
    category: "crafts",
    language: "ja",
    cover: "pottery",
    endedHoursAgo: 30,
    lastedMinutes: 93,
  },
];

await seed();
process.exit(0);
