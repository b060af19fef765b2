/** Page number of a list's path: 1 without a segment, 2 or more with one; null for any other path, which is then not found. */
export function pageNumber(segments: string[] | undefined): number | null {
  if (!segments) return 1;
  const [only] = segments;
  return segments.length === 1 && only && /^(?:[2-9]|[1-9]\d{1,3})$/.test(only) ? Number(only) : null;
}
