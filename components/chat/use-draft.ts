"use client";

import { type RefObject, useCallback, useMemo, useRef, useState } from "react";
import type { Mention } from "@/lib/messages/schema";
import type { ChatMessage } from "./chat-state";

/** What somebody is writing: it outlives lost connections and the other tab. */
export interface Draft {
  text: string;
  input: RefObject<HTMLInputElement | null>;
  /** The message that is being answered. */
  replyTo: ChatMessage | null;
  write(text: string): void;
  /** Puts something in at the caret, in the place of the `replaced` characters before it. */
  insert(piece: string, replaced?: number): void;
  /** Puts `@name` in at the caret. */
  mention(person: Mention, replaced?: number): void;
  /** The people whose `@name` stands in the text. */
  mentions(): Mention[];
  reply(message: ChatMessage | null): void;
  clear(): void;
}

export function useDraft(): Draft {
  const [text, setText] = useState("");
  const [replyTo, setReplyTo] = useState<ChatMessage | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const called = useRef(new Map<string, Mention>());

  const insert = useCallback((piece: string, replaced = 0) => {
    const element = input.current;
    if (!element) return;
    const caret = element.selectionStart ?? element.value.length;
    const from = Math.max(0, caret - replaced);
    const end = from + piece.length;
    setText(element.value.slice(0, from) + piece + element.value.slice(element.selectionEnd ?? caret));
    requestAnimationFrame(() => element.setSelectionRange(end, end)); // React has written the new value by then
  }, []);

  const mention = useCallback(
    (person: Mention, replaced = 0) => {
      called.current.set(person.id, person);
      insert(`@${person.name} `, replaced);
      input.current?.focus();
    },
    [insert],
  );

  const reply = useCallback((message: ChatMessage | null) => {
    setReplyTo(message);
    input.current?.focus();
  }, []);

  return useMemo(
    () => ({
      text,
      input,
      replyTo,
      write: setText,
      insert,
      mention,
      mentions: () => [...called.current.values()].filter(({ name }) => text.includes(`@${name}`)),
      reply,
      clear: () => {
        setText("");
        setReplyTo(null);
        called.current.clear();
      },
    }),
    [text, replyTo, insert, mention, reply],
  );
}
