import type { Actor, Chat, SocketAnswer } from "./chat";
import { ImError, imError } from "./errors";
import { type Head, readFrame } from "./frames";
import { authenticate } from "./operations/login";
import type { Session } from "./session";
import { OPEN_COMMANDS, SOCKET_COMMANDS } from "./socket-commands";
import { unknownCommand } from "./unknown-commands";

const LOGOUT = "im_open_status.wslogout";

/** Answers one frame of the SDK. A frame that is not in the SDK's form ends the connection. */
export function handleFrame(chat: Chat, session: Session, text: string): void {
  const frame = readFrame(text);
  if (!frame) {
    chat.counters.cutMalformed += 1;
    session.cut();
    return;
  }
  const { head, body } = frame;
  if (chat.faults.isSilent(head.servcmd)) return;
  try {
    const answer = run(chat, session, head, body);
    if (answer instanceof Promise) void settle(session, head, answer);
    else if (answer) session.answer(head, answer);
  } catch (error) {
    refuse(session, head, error);
  }
}

async function settle(session: Session, head: Head, pending: Promise<SocketAnswer>): Promise<void> {
  try {
    const answer = await pending;
    if (answer) session.answer(head, answer);
  } catch (error) {
    refuse(session, head, error);
  }
}

function refuse(session: Session, head: Head, error: unknown): void {
  if (!(error instanceof ImError)) console.error(`chat: ${head.servcmd}`, error);
  session.refuse(head, error instanceof ImError ? error : imError(10002));
}

function run(chat: Chat, session: Session, head: Head, body: unknown): SocketAnswer | Promise<SocketAnswer> {
  const operation = SOCKET_COMMANDS.get(head.servcmd);
  if (!operation) throw unknownCommand(chat, head.servcmd);
  const actor = identify(chat, session, head);
  if (actor.userId === "" && !OPEN_COMMANDS.has(head.servcmd)) throw imError(70101);
  chat.faults.raise(head.servcmd);
  return operation(chat, actor, body ?? {}, { session, head });
}

/** Who sent the frame. A logout counts even from someone who was kicked: it must not be answered with another kick. */
function identify(chat: Chat, session: Session, head: Head): Actor {
  const instance = head.servcmd === LOGOUT ? session.instance : authenticate(chat, session, head);
  return { userId: instance?.userId ?? "", clientIp: session.clientIp, platform: "Web" };
}
