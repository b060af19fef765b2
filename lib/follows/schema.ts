import { z } from "zod";

export const hostParams = z.strictObject({ hostId: z.string().regex(/^[0-9a-z]{12}$/) });

/** What a reader wants to be true; saying it twice changes nothing. */
export const followInput = z.strictObject({ isFollowing: z.boolean() });

/** Answer of `PUT /api/hosts/:hostId/follow`. */
export const followState = z.object({ isFollowing: z.boolean(), followerCount: z.int() });
export type FollowState = z.infer<typeof followState>;
