/** Page of a list by its path: how many pages in, and after which room it begins when its reader came from the page before. */
export interface PagePath {
  page: number;
  cursor?: string;
}

/** Reads `/`, `/2` or `/2/<cursor>` below a list's path; null for any other, which is then not found. */
export function readPagePath(segments: string[] | undefined): PagePath | null {
  if (!segments) return { page: 1 };
  const [number, cursor, ...more] = segments;
  if (!number || more.length > 0 || !/^(?:[2-9]|[1-9]\d{1,3})$/.test(number)) return null;
  return { page: Number(number), ...(cursor ? { cursor } : {}) };
}

/** The one path of a page, whichever way a reader came to it: without the cursor. */
export function canonicalPath(base: string, segments: string[] | undefined): string {
  return segments?.[0] ? `${base}/${segments[0]}` : base;
}
