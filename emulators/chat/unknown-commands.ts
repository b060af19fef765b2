import type { Chat } from "./chat";
import { type ImError, imError } from "./errors";

/** Unknown commands written to the console, each once: a client may invent any number of them. */
const MOST_WARNINGS = 100;
const warned = new Set<string>();

/** 60009 for what this emulator does not imitate; counted, and the first time written to the console. */
export function unknownCommand(chat: Chat, command: string): ImError {
  chat.counters.unknownCommands += 1;
  if (warned.size < MOST_WARNINGS && !warned.has(command)) {
    warned.add(command);
    console.warn(`chat: refused the unknown command ${JSON.stringify(command.slice(0, 200))}`);
  }
  return imError(60009, `the chat emulator does not imitate ${command}`);
}
