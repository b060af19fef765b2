import {
  type Mention,
  type MessageClaims,
  messageClaims,
  NO_CLAIMS,
  QUOTE_CHARACTERS,
  type StickerName,
  stickerName,
} from "./schema";

/** A part of a message in the chat service. */
export interface MessageElement {
  type: string;
  content: Record<string, unknown>;
}

/** The words of a message, without its stickers. */
export function textIn(elements: readonly MessageElement[]): string {
  return elements.map(({ type, content }) => (type === "TIMTextElem" ? String(content.Text ?? "") : "")).join("");
}

/** The sticker that a message consists of, or null when it has none or more than that. */
export function stickerIn(elements: readonly MessageElement[]): StickerName | null {
  const [only, ...others] = elements;
  if (only?.type !== "TIMFaceElem" || others.length > 0) return null;
  return stickerName.safeParse(only.content.Data).data ?? null;
}

/** One emoji as people see it. Built at run time: the compiler's target does not know the flag `v`. */
const ONE_EMOJI = "\\p{RGI_Emoji}";
const ALL_EMOJI = new RegExp(`^(?:${ONE_EMOJI}|\\s)+$`, "v");

/** True when a text is nothing but emoji. */
export function isEmojiText(text: string): boolean {
  return ALL_EMOJI.test(text) && text.trim() !== "";
}

/** What a client attached to a message; what is no JSON or of another shape counts as nothing. */
export function claimsIn(customData: string): MessageClaims {
  try {
    return messageClaims.safeParse(JSON.parse(customData)).data ?? NO_CLAIMS;
  } catch {
    return NO_CLAIMS;
  }
}

/** The people among those who were claimed that exist and whose names the text really holds: nobody is called unseen. */
export function keptMentions(text: string, people: readonly { id: string; name: string | null }[]): Mention[] {
  const kept = new Map<string, Mention>();
  for (const { id, name } of people) if (name && text.includes(`@${name}`)) kept.set(id, { id, name });
  return [...kept.values()];
}

/** The beginning of a text that stands above an answer to it. */
export function cutQuote(text: string): string {
  const characters = [...text.replace(/\s+/gu, " ").trim()];
  return characters.length > QUOTE_CHARACTERS ? `${characters.slice(0, QUOTE_CHARACTERS - 1).join("")}…` : characters.join("");
}

/** The author and the number in a message's ref. */
export function partsOfRef(ref: string): { fromId: string; random: number } {
  const at = ref.lastIndexOf(":");
  return { fromId: ref.slice(0, at), random: Number(ref.slice(at + 1)) };
}

/** How a message is named where the vendor's sequence is not known yet. */
export function messageRef({ fromId, random }: { fromId: string; random: number }): string {
  return `${fromId}:${random}`;
}
