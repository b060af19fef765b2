import type { Actor, Chat } from "./chat";
import { ImError, imError } from "./errors";
import { frameSchema, type Head } from "./frames";
import { authenticate } from "./operations/login";
import type { Session } from "./session";
import { OPEN_COMMANDS, SOCKET_COMMANDS } from "./socket-commands";

const LOGOUT = "im_open_status.wslogout";

/** Answers one frame of the SDK. A frame that is not in the SDK's form ends the connection. */
export async function handleFrame(chat: Chat, session: Session, text: string): Promise<void> {
  session.heard();
  const frame = readFrame(text);
  if (!frame) return session.cut();
  const { head, body } = frame;
  if (chat.faults.isSilent(head.servcmd)) return;
  try {
    const answer = await run(chat, session, head, body);
    if (answer) session.answer(head, answer);
  } catch (error) {
    if (!(error instanceof ImError)) console.error(`chat: ${head.servcmd}`, error);
    session.refuse(head, error instanceof ImError ? error : imError(10002));
  }
}

function readFrame(text: string) {
  try {
    return frameSchema.parse(JSON.parse(text));
  } catch {
    return null; // the sender is not the SDK
  }
}

function run(chat: Chat, session: Session, head: Head, body: unknown) {
  const operation = SOCKET_COMMANDS.get(head.servcmd);
  if (!operation) {
    console.warn(`chat: refused the unknown command ${head.servcmd}`);
    throw imError(60009, `the chat emulator does not imitate ${head.servcmd}`);
  }
  const actor = identify(chat, session, head);
  if (actor.userId === "" && !OPEN_COMMANDS.has(head.servcmd)) throw imError(70101);
  return operation(chat, actor, body ?? {}, { session, head });
}

/** Who sent the frame. A logout counts even from someone who was kicked: it must not be answered with another kick. */
function identify(chat: Chat, session: Session, head: Head): Actor {
  const instance = head.servcmd === LOGOUT ? session.instance : authenticate(chat, session, head);
  return { userId: instance?.userId ?? "", clientIp: session.clientIp, platform: "Web" };
}
