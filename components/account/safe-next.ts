/** Where to go after signing in: a path of this site, or `fallback` for anything else that a link may have put there. */
export function safeNext(next: string | string[] | undefined, fallback: string): string {
  return typeof next === "string" && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : fallback;
}
