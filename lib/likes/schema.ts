import { z } from "zod";

/** Many taps of one person as one message: the text of a custom message that a client sends with priority Low. */
export const likeBatch = z.strictObject({
  v: z.literal(1),
  type: z.literal("like"),
  /** Made once for these taps, so that sending them again counts them once. */
  batchId: z.string().regex(/^[0-9a-z]{12}$/),
  count: z.int().min(1),
});
export type LikeBatch = z.infer<typeof likeBatch>;

/** The batch that a message consists of, or null when it is anything else. */
export function likeBatchOf(elements: readonly { type: string; content: Record<string, unknown> }[]): LikeBatch | null {
  const [only, ...others] = elements;
  if (only?.type !== "TIMCustomElem" || others.length > 0 || typeof only.content.Data !== "string") return null;
  try {
    return likeBatch.safeParse(JSON.parse(only.content.Data)).data ?? null;
  } catch {
    return null; // not JSON, so not a batch either
  }
}
