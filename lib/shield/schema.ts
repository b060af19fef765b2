import { z } from "zod";

/** Body of `PUT /api/rooms/:roomId/shield`. */
export const shieldInput = z.strictObject({ isUp: z.boolean() });
