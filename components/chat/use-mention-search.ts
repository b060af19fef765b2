"use client";

import { type KeyboardEvent, useEffect, useState } from "react";
import { roomMembers } from "@/lib/members/schema";
import type { Mention } from "@/lib/messages/schema";
import type { ChatSnapshot } from "./chat-state";
import { findPeople, mentionTyped, peopleToMention } from "./mention-search";
import type { Draft } from "./use-draft";

export interface MentionSearch {
  people: readonly Mention[];
  chosen: number;
  take(person: Mention): void;
  /** Notes where the caret is after typing or moving it. */
  follow(element: HTMLInputElement): void;
  /** True when the key belonged to the list. */
  onKey(event: KeyboardEvent): boolean;
}

/** Offers people while a name is typed after an @. Who is in the room is asked for once, at the first @. */
export function useMentionSearch(roomId: string, chat: ChatSnapshot, draft: Draft): MentionSearch {
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setChosen] = useState(0);
  const [members, setMembers] = useState<readonly Mention[]>([]);
  const isAsked = typed !== null;

  useEffect(() => {
    if (!isAsked) return;
    const gone = new AbortController();
    fetch(`/api/rooms/${roomId}/members`, { signal: gone.signal })
      .then(async (answer) => {
        const list = answer.ok ? roomMembers.parse(await answer.json()).members : [];
        setMembers(list.map(({ userId, name }) => ({ id: userId, name })));
      })
      .catch(() => undefined); // those who spoke are offered all the same
    return () => gone.abort();
  }, [isAsked, roomId]);

  const people = typed === null ? [] : findPeople(peopleToMention(chat.entries, members, chat.userId ?? null), typed);
  const take = (person: Mention) => {
    draft.mention(person, (typed ?? "").length + 1);
    setTyped(null);
  };
  return {
    people,
    chosen: Math.min(chosen, Math.max(0, people.length - 1)),
    take,
    follow: (element) => {
      setTyped(mentionTyped(element.value, element.selectionStart ?? element.value.length));
      setChosen(0);
    },
    onKey: (event) => {
      const person = people[Math.min(chosen, people.length - 1)];
      if (!person) return false;
      if (event.key === "ArrowDown") setChosen((chosen + 1) % people.length);
      else if (event.key === "ArrowUp") setChosen((chosen + people.length - 1) % people.length);
      else if (event.key === "Enter" || event.key === "Tab") take(person);
      else if (event.key === "Escape") setTyped(null);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
