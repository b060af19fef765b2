import { z } from "zod";
import { roomCard } from "../rooms/schema";
import { plainLine } from "../text";

/** What people type into the search; empty is nothing yet. */
export const searchQuery = z.strictObject({ q: plainLine(100, 0).default("") });

/** What was found: rooms, the best first, and hosts. */
export const searchResults = z.object({
  rooms: z.array(roomCard),
  hosts: z.array(z.object({ id: z.string(), name: z.string(), followerCount: z.int() })),
  /** True when nothing holds the words, and these are spelled almost like them. */
  isSimilar: z.boolean(),
});
export type SearchResults = z.infer<typeof searchResults>;
