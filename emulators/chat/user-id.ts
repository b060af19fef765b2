import { z } from "zod";

/** The name of an account: up to 32 printable characters. */
export const userIdSchema = z.string().regex(/^[\x20-\x7e]{1,32}$/, "not a UserID of 1 to 32 printable characters");
