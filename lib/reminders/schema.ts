import { z } from "zod";

/** What a user wants to be true; saying it twice changes nothing. */
export const reminderInput = z.strictObject({ isReminded: z.boolean() });

/** Answer of `PUT /api/rooms/:roomId/reminder`. */
export const reminderState = z.object({ isReminded: z.boolean(), reminderCount: z.int() });
export type ReminderState = z.infer<typeof reminderState>;

/** A room that a user wants to be told about, as far as it concerns the notice. */
export const reminder = z.object({
  roomId: z.string(),
  title: z.string(),
  language: z.string(),
  hostName: z.string(),
  isOpen: z.boolean(),
  scheduledAtMs: z.int().nullable(),
});
export type Reminder = z.infer<typeof reminder>;

/** Answer of `GET /api/reminders`. */
export const reminders = z.object({ reminders: z.array(reminder) });
