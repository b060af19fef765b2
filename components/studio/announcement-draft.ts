import type { AnnouncementBlock, AnnouncementInput, BlockInput } from "@/lib/announcements/schema";

/** A block while it is written; the key keeps its fields with it when it moves. */
export type DraftBlock = BlockInput & { key: string };

const newKey = () => crypto.randomUUID();

/** An empty block of a kind. */
export function emptyBlock(type: BlockInput["type"]): DraftBlock {
  const key = newKey();
  if (type === "paragraph") return { key, type, text: "" };
  return type === "cover" ? { key, type, name: "stars", alt: "" } : { key, type, address: "", alt: "" };
}

/** What is up now, to be changed; an empty paragraph to begin with when there is nothing. */
export function draftOf(blocks: readonly AnnouncementBlock[]): DraftBlock[] {
  if (blocks.length === 0) return [emptyBlock("paragraph")];
  return blocks.map((block) => {
    if (block.type !== "image") return { ...block, key: newKey() };
    const { type, address, alt } = block;
    return { key: newKey(), type, address, alt };
  });
}

/** The blocks that say something: an empty paragraph is none. */
export function filledBlocks(draft: readonly DraftBlock[]): DraftBlock[] {
  return draft.filter((block) => block.type !== "paragraph" || block.text.trim() !== "");
}

/** The draft as it is sent. */
export function inputOf(filled: readonly DraftBlock[]): AnnouncementInput {
  return { v: 1, blocks: filled.map(({ key, ...block }) => block) };
}

/** The draft as the room would show it; a picture that is not taken yet has no id. */
export function previewOf(filled: readonly DraftBlock[], stored: readonly AnnouncementBlock[]): AnnouncementBlock[] {
  return filled.map(({ key, ...block }) => {
    if (block.type !== "image") return block;
    const taken = stored.find((one) => one.type === "image" && one.address === block.address.trim());
    return taken?.type === "image" ? { ...taken, alt: block.alt } : { ...block, imageId: "", width: 0, height: 0 };
  });
}

/** The draft with one block moved up (-1) or down (1). */
export function moved(draft: readonly DraftBlock[], key: string, by: -1 | 1): DraftBlock[] {
  const from = draft.findIndex((block) => block.key === key);
  const next = [...draft];
  const [block] = next.splice(from, 1);
  if (block) next.splice(Math.max(0, from + by), 0, block);
  return next;
}
