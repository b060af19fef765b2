import { z } from "zod";
import { imError } from "./errors";

/** Numbers that name a message. */
export const uint32 = z.int().min(0).max(0xff_ff_ff_ff);

const element = z.discriminatedUnion("MsgType", [
  z.looseObject({ MsgType: z.literal("TIMTextElem"), MsgContent: z.looseObject({ Text: z.string() }) }),
  z.looseObject({ MsgType: z.literal("TIMCustomElem"), MsgContent: z.looseObject({}) }),
  z.looseObject({ MsgType: z.literal("TIMFaceElem"), MsgContent: z.looseObject({}) }),
  z.looseObject({ MsgType: z.literal("TIMLocationElem"), MsgContent: z.looseObject({}) }),
]);

/** The elements of a message. Pictures, sounds, videos and files need a store that this emulator does not have. */
export const messageBody = z
  .array(element)
  .min(1)
  .refine((elements) => elements.filter((entry) => entry.MsgType === "TIMCustomElem").length <= 1, "more than one TIMCustomElem");

/** 80002 for a message of more than `limit` bytes, its elements and the data beside them together. */
export function refuseTooLong(message: { MsgBody: unknown; CloudCustomData: string }, limit: number): void {
  const bytes = Buffer.byteLength(JSON.stringify(message.MsgBody)) + Buffer.byteLength(message.CloudCustomData);
  if (bytes > limit) throw imError(80002, `${bytes} bytes`);
}
