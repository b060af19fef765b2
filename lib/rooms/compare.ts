import { isDeepStrictEqual } from "node:util";
import { listKey } from "../keys";
import { allLists, type ListedRoom, listingsOf } from "./lists";

/** What Redis holds of the directory: records by room id, and the members of each list with their scores, by its key. */
export interface StoredDirectory {
  records: ReadonlyMap<string, unknown>;
  lists: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** One way in which Redis says something else than PostgreSQL. */
export interface Difference {
  roomId: string;
  about: string;
}

/** The keys of every list of the directory. */
export const listKeys: readonly string[] = allLists().map(({ list, category }) => listKey(list, category));

/**
 * Where a stored directory differs from the rooms that it should hold. Where a room stands by its popularity or its people
 * is Redis' own to say, so there only its presence counts.
 */
export function compareDirectory(
  rooms: readonly (ListedRoom & { id: string } & Record<string, unknown>)[],
  stored: StoredDirectory,
): Difference[] {
  const differences: Difference[] = [];
  const known = new Set(rooms.map(({ id }) => id));
  for (const room of rooms) {
    const note = (about: string) => differences.push({ roomId: room.id, about });
    const record = stored.records.get(room.id);
    if (record === undefined) note("has no record");
    else for (const field of differingFields(room, record)) note(`has another ${field}`);
    const wanted = new Map(listingsOf(room).map(({ list, category, score }) => [listKey(list, category), score]));
    for (const key of listKeys) {
      const score = stored.lists.get(key)?.get(room.id);
      const right = wanted.get(key);
      if (right === undefined && score !== undefined) note(`is in ${key}, where it does not belong`);
      if (right !== undefined && score === undefined) note(`is missing from ${key}`);
      if (typeof right === "number" && score !== undefined && score !== right)
        note(`stands at ${score} in ${key}, not at ${right}`);
    }
  }
  for (const [key, members] of stored.lists) {
    for (const roomId of members.keys())
      if (!known.has(roomId)) differences.push({ roomId, about: `is in ${key}, but does not exist` });
  }
  return differences;
}

function differingFields(room: Record<string, unknown>, record: unknown): string[] {
  const other = (typeof record === "object" && record !== null ? record : {}) as Record<string, unknown>;
  return Object.keys(room).filter((field) => !isDeepStrictEqual(room[field], other[field]));
}
