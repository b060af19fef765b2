import { categoryLists, type DirectoryList, directoryLists, type RoomCategory, type RoomStatus, roomCategories } from "./schema";

/** Rooms without a start time are listed after all that have one. */
const UNSCHEDULED_OFFSET_MS = 1e14;

/** What decides where a room is listed. */
export interface ListedRoom {
  status: RoomStatus;
  category: RoomCategory;
  statusSinceMs: number;
  startedAtMs: number | null;
  scheduledAtMs: number | null;
  createdAtMs: number;
}

export interface Listing {
  list: DirectoryList;
  category: RoomCategory | null;
  /**
   * Lists are read from the highest score, but for `upcoming`, which is read from the lowest. `popularity` and `online`
   * stand for what Redis holds of the room.
   */
  score: number | "popularity" | "online";
}

/** The lists that a room is in, with its score. Live rooms are also listed within their category. */
export function listingsOf(room: ListedRoom): Listing[] {
  const everywhere = (list: DirectoryList, score: Listing["score"]): Listing[] => [
    { list, category: null, score },
    { list, category: room.category, score },
  ];
  switch (room.status) {
    case "live":
      return [...everywhere("popular", "popularity"), ...everywhere("new", room.startedAtMs ?? room.statusSinceMs)];
    case "waiting":
      return [{ list: "upcoming", category: null, score: room.scheduledAtMs ?? UNSCHEDULED_OFFSET_MS + room.createdAtMs }];
    case "paused":
      return [{ list: "paused", category: null, score: "online" }];
    case "replay":
      return [{ list: "replays", category: null, score: room.statusSinceMs }];
    case "ended":
      return [{ list: "ended", category: null, score: room.statusSinceMs }];
  }
}

/** Every list there is, for taking a room out of those it left. */
export function allLists(): Pick<Listing, "list" | "category">[] {
  const whole = directoryLists.map((list) => ({ list, category: null }));
  const byCategory = categoryLists.flatMap((list) => roomCategories.map((category) => ({ list, category })));
  return [...whole, ...byCategory];
}
