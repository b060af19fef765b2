import type { AnnouncementBlock } from "./schema";

/** An announcement as plain text: what native clients read. Pictures are named by their description. */
export function plainAnnouncement(blocks: readonly AnnouncementBlock[]): string {
  return blocks.map((block) => (block.type === "paragraph" ? block.text : `[${block.alt}]`)).join("\n");
}

/** The blocks of a stored announcement. Where an older version changed the plain text alone, that text counts. */
export function blocksOf(text: string, stored: readonly AnnouncementBlock[] | undefined): AnnouncementBlock[] {
  if (stored && plainAnnouncement(stored) === text) return [...stored];
  return text === "" ? [] : [{ type: "paragraph", text }];
}
