/** How an act of the audit log is called; acts of other versions keep their name. */
export function actionText(t: { (key: string): string; has: (key: string) => boolean }, action: string): string {
  const key = `action.${action.replace(".", "_")}`; // a dot would name a part of the messages
  return t.has(key) ? t(key) : action;
}
