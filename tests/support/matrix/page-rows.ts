import type { Row } from "./row";
import { everybody, HIDDEN, nothingThere, OWN, oneself } from "./usual";

export const pageRows: Record<string, Row | Row[]> = {
  "page /": everybody,
  "page /[...rest]": { ...nothingThere, ask: () => ({ params: { rest: "nothing" } }) },
  "page /ended/[[...page]]": everybody,
  "page /followed": everybody,
  "page /live/[category]/[[...page]]": { ...everybody, ask: () => ({ params: { category: "music" } }) },
  "page /lotteries/[lotteryId]": everybody,
  "page /paused/[[...page]]": everybody,
  "page /replays/[[...page]]": everybody,
  "page /rooms/[roomId]": everybody,
  "page /search": { ...everybody, ask: () => ({ query: { q: "room" } }) },
  "page /signin": everybody,
  "page /signup": everybody,
  "page /upcoming/[[...page]]": everybody,

  "page /account": { ...oneself, refusals: OWN },
  "page /wallet": { ...oneself, refusals: OWN },
  "page /studio": { ...oneself, refusals: OWN },
  "page /studio/rooms/[roomId]": { act: "room.manage", refusals: OWN },
  "page /studio/rooms/[roomId]/bans": { act: "room.mute", refusals: OWN },
  "page /studio/rooms/[roomId]/audit": { act: "audit.room", refusals: OWN },
  "page /studio/rooms/[roomId]/reviews": { act: "case.read", refusals: OWN },
  "page /studio/rooms/[roomId]/words": { act: "room.words", refusals: OWN },

  "page /admin": { act: "desk.open", refusals: HIDDEN },
  "page /admin/audit": { act: "audit.own", refusals: HIDDEN },
  "page /admin/reviews": { act: "reviews.read", refusals: HIDDEN },
  "page /admin/bans": { act: "desk.open", refusals: HIDDEN },
  "page /admin/broadcast": { act: "broadcast.send", refusals: HIDDEN },
  "page /admin/rooms/[roomId]": { act: "room.watch", refusals: HIDDEN },
  "page /admin/gifts": { act: "gifts.edit", refusals: HIDDEN },
  "page /admin/ledger": { act: "ledger.read", refusals: HIDDEN },
  "page /admin/outbox": { act: "outbox.hurry", refusals: HIDDEN },
  "page /admin/users": { act: "users.search", refusals: HIDDEN },
  "page /admin/words": { act: "words.site", refusals: HIDDEN },
};
