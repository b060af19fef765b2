const ELLIPSIS = "…";
const encoder = new TextEncoder();
const byteLength = (text: string) => encoder.encode(text).length;

/**
 * The beginning of a text that fits into so many bytes of UTF-8, with an ellipsis when something is missing. Never cuts
 * within what people see as one character; one that is larger than the limit is left out.
 */
export function cutToBytes(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text;
  let room = bytes - byteLength(ELLIPSIS);
  let cut = "";
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
    room -= byteLength(segment);
    if (room < 0) break;
    cut += segment;
  }
  return `${cut.trimEnd()}${ELLIPSIS}`;
}
