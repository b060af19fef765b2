/** Who to be in the chat service. A higher `turn` asks for a new login of the same person. */
export interface ChatUser {
  id: string;
  turn: number;
}

/** What the page wants of the connection. */
export interface Wanted {
  /** undefined while the session is not known; then nothing is done, so that nobody joins anonymously first. */
  user: ChatUser | null | undefined;
  groupId: string | null;
  /** The page is hidden for good or frozen: no socket may stay. */
  isSuspended: boolean;
  /** The login was taken away; the person decides when to come back. */
  isHeld: boolean;
}

/** What the connection is. `user` null with a group is an anonymous reader. */
export interface Actual {
  isOpen: boolean;
  user: ChatUser | null;
  groupId: string | null;
}

export type Step = "open" | "close" | "login" | "logout" | "join" | "quit" | "rest";

/** The one thing to do next on the way from `actual` to `wanted`; asked again after every step. */
export function nextStep(wanted: Wanted, actual: Actual): Step {
  if (wanted.isSuspended) return actual.isOpen ? "close" : "rest";
  if (wanted.user === undefined || wanted.isHeld) return "rest";
  const isOther = !isSameUser(wanted.user, actual.user);
  if (actual.groupId !== null && (actual.groupId !== wanted.groupId || isOther)) return "quit";
  if (actual.user !== null && isOther) return "logout";
  if (wanted.groupId === null) return "rest"; // the login stays for the next room
  if (!actual.isOpen) return "open";
  if (isOther) return "login";
  return actual.groupId === null ? "join" : "rest";
}

function isSameUser(one: ChatUser | null, other: ChatUser | null): boolean {
  return one?.id === other?.id && one?.turn === other?.turn;
}
