import { tellOutcomesChanged } from "@/components/outcomes/outcome-news";
import { MAX_MESSAGE_CHARACTERS } from "@/lib/chat/schema";
import type { Mention, SealedMessage, StickerName } from "@/lib/messages/schema";
import type { MessageStore } from "./message-store";
import { randomOf } from "./read-message";
import { refusal, refusalFor } from "./refusals";
import type { Draft, SdkSession } from "./sdk-session";

/** Where a message goes: the joined room, as a signed-in person. */
export interface Desk {
  session: SdkSession;
  groupId: string;
  userId: string;
}

/** What somebody wants to say: words, or a sticker. */
export interface Words {
  text: string;
  sticker?: StickerName;
  mentions?: readonly Mention[];
  /** The answered message, and the name under which it is shown until the server says it. */
  quote?: (SealedMessage & { name: string }) | null;
}

/** Sends own messages and keeps their state honest: shown at once, then sent, or refused with the reason. */
export class Outbox {
  readonly #store: MessageStore;
  readonly #onChange: () => void;
  readonly #drafts = new Map<string, { draft: Draft; session: SdkSession; words: Words }>();

  constructor(store: MessageStore, onChange: () => void) {
    this.#store = store;
    this.#onChange = onChange;
  }

  send(desk: Desk, words: Words, name: string): void {
    const draft = draftOf(desk, words);
    const isLong = [...words.text].length > MAX_MESSAGE_CHARACTERS;
    this.#store.add(desk.groupId, {
      kind: "message",
      id: draft.ID,
      fromId: desk.userId,
      name: draft.nick || name,
      text: words.text,
      stamp: null,
      isMine: true,
      random: randomOf(draft.ID),
      sequence: null,
      sticker: words.sticker ?? null,
      seal: null,
      mentions: words.mentions ?? [],
      quote: words.quote ?? null,
      callsMe: false,
      sentAtMs: Date.now(),
      state: isLong ? "refused" : "sending",
      refusal: isLong ? refusal("long") : null,
    });
    this.#drafts.set(draft.ID, { draft, session: desk.session, words });
    this.#onChange();
    if (!isLong) void this.#deliver(desk, draft, false);
  }

  /** Sends a refused message again at the end of the log. A first try that did arrive does not make it two. */
  retry(desk: Desk, id: string): void {
    const message = this.#store.remove(desk.groupId, id);
    if (message?.kind !== "message") return;
    const kept = this.#drafts.get(id);
    if (kept?.session !== desk.session) {
      this.#drafts.delete(id);
      this.send(desk, kept?.words ?? { text: message.text, sticker: message.sticker ?? undefined }, message.name);
      return;
    }
    this.#store.add(desk.groupId, { ...message, state: "sending", refusal: null });
    this.#onChange();
    void this.#deliver(desk, kept.draft, true);
  }

  async #deliver({ session, groupId }: Desk, draft: Draft, isRetry: boolean): Promise<void> {
    try {
      const { id, sequence } = await session.deliver(draft, isRetry);
      this.#store.update(groupId, draft.ID, { id, sequence, state: "sent", refusal: null });
      this.#drafts.delete(draft.ID);
    } catch (error) {
      const reason = refusalFor(error);
      this.#store.update(groupId, draft.ID, { state: "refused", refusal: reason });
      if (reason.reason === "held") tellOutcomesChanged(); // a moderator will decide, and the page waits for that
    }
    this.#onChange();
  }
}

function draftOf({ session, groupId }: Desk, { text, sticker, mentions = [], quote }: Words): Draft {
  if (sticker) return session.draftFace(groupId, sticker);
  const sealed = quote && { ...quote, name: undefined }; // whose name it is, the server says
  const hasClaims = mentions.length > 0 || sealed;
  const claims = hasClaims ? JSON.stringify({ v: 1, mentions: mentions.map(({ id }) => id), quote: sealed ?? null }) : "";
  return session.draft(groupId, text, claims);
}
