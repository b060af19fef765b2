import { customAlphabet } from "nanoid";

/** A new id: 12 characters of 0-9a-z, safe in paths, stream names and Tencent's user and group ids. */
export const newId = customAlphabet("0123456789abcdefghijklmnopqrstuvwxyz", 12);
