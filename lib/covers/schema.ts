import { z } from "zod";

/** Covers that ship with Hiroba, by name; shown as `/covers/<name>.svg`. */
export const roomCovers = [
  "book",
  "brush",
  "cat",
  "city",
  "game",
  "go",
  "leaves",
  "lighthouse",
  "market",
  "piano",
  "pot",
  "pottery",
  "radio",
  "stars",
  "train",
] as const;
export const roomCover = z.enum(roomCovers);
export type RoomCover = z.infer<typeof roomCover>;
