import { z } from "zod";
import { plainText } from "../text";

/** How long those who come later are shown a notice, in minutes, as the desk offers it. */
export const noticeMinutes = [10, 30, 60, 360, 1_440] as const;

/** A notice of the site's, as a room shows it. */
export const siteNotice = z.object({ id: z.string(), text: z.string(), untilMs: z.int() });
export type SiteNotice = z.infer<typeof siteNotice>;

/** Body of `POST /api/broadcasts`. `requestId` is made once for each form, so that sending it twice tells once. */
export const broadcastInput = z.strictObject({
  requestId: z.string().regex(/^[0-9a-z]{12}$/),
  text: plainText(300, 1),
  minutes: z.literal(noticeMinutes),
});
export type BroadcastInput = z.infer<typeof broadcastInput>;

export const broadcastParams = z.strictObject({ broadcastId: z.string().regex(/^[0-9a-z]{12}$/) });

export const broadcastCommands = ["pause", "resume", "cancel"] as const;
export const broadcastCommand = z.enum(broadcastCommands);
export type BroadcastCommand = z.infer<typeof broadcastCommand>;

/** Body of `PUT /api/broadcasts/:broadcastId`. */
export const commandInput = z.strictObject({ command: broadcastCommand });

export const broadcastStatuses = ["running", "paused", "done", "cancelled"] as const;
export const broadcastStatus = z.enum(broadcastStatuses);
export type BroadcastStatus = z.infer<typeof broadcastStatus>;

export const deliveryStatuses = ["waiting", "queued", "delivered", "refused", "cancelled"] as const;
export const deliveryStatus = z.enum(deliveryStatuses);
export type DeliveryStatus = z.infer<typeof deliveryStatus>;

/** A broadcast with how far it is. */
export const broadcastView = z.object({
  id: z.string(),
  text: z.string(),
  byName: z.string(),
  status: broadcastStatus,
  isOneCall: z.boolean(),
  createdAtMs: z.int(),
  untilMs: z.int(),
  /** Rooms by what became of it there. */
  rooms: z.record(deliveryStatus, z.int()),
});
export type BroadcastView = z.infer<typeof broadcastView>;

/** Answer of `GET /api/broadcasts`: the newest first. */
export const broadcastList = z.object({ broadcasts: z.array(broadcastView) });

/** What became of a broadcast in one room. */
export const deliveryView = z.object({
  roomId: z.string(),
  title: z.string(),
  status: deliveryStatus,
  error: z.string().nullable(),
});
export type DeliveryView = z.infer<typeof deliveryView>;

/** Answer of `GET /api/broadcasts/:broadcastId`: each room, those that need an eye first. */
export const broadcastResult = z.object({ rooms: z.array(deliveryView) });
