import { textParts } from "./text-parts";

/** Chat text as text nodes; web addresses become links that say nothing about us and vouch for nothing. */
export function ChatText({ text }: { text: string }) {
  return textParts(text).map((part, index) =>
    part.kind === "text" ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow ugc">
        {part.text}
      </a>
    ),
  );
}
