import { MAX_MESSAGE_CHARACTERS } from "@/lib/chat/schema";
import type { MessageStore } from "./message-store";
import { refusal, refusalFor } from "./refusals";
import type { Draft, SdkSession } from "./sdk-session";

/** Where a message goes: the joined room, as a signed-in person. */
export interface Desk {
  session: SdkSession;
  groupId: string;
  userId: string;
}

/** Sends own messages and keeps their state honest: shown at once, then sent, or refused with the reason. */
export class Outbox {
  readonly #store: MessageStore;
  readonly #onChange: () => void;
  readonly #drafts = new Map<string, { draft: Draft; session: SdkSession }>();

  constructor(store: MessageStore, onChange: () => void) {
    this.#store = store;
    this.#onChange = onChange;
  }

  send(desk: Desk, text: string, name: string): void {
    const draft = desk.session.draft(desk.groupId, text);
    const isLong = [...text].length > MAX_MESSAGE_CHARACTERS;
    this.#store.add(desk.groupId, {
      kind: "message",
      id: draft.ID,
      fromId: desk.userId,
      name: draft.nick || name,
      text,
      stamp: null,
      isMine: true,
      sentAtMs: Date.now(),
      state: isLong ? "refused" : "sending",
      refusal: isLong ? refusal("long") : null,
    });
    this.#onChange();
    if (!isLong) void this.#deliver(desk, draft, false);
  }

  /** Sends a refused message again at the end of the log. A first try that did arrive does not make it two. */
  retry(desk: Desk, id: string): void {
    const message = this.#store.remove(desk.groupId, id);
    if (message?.kind !== "message") return;
    const kept = this.#drafts.get(id);
    if (kept?.session !== desk.session) {
      this.send(desk, message.text, message.name);
      return;
    }
    this.#store.add(desk.groupId, { ...message, state: "sending", refusal: null });
    this.#onChange();
    void this.#deliver(desk, kept.draft, true);
  }

  async #deliver({ session, groupId }: Desk, draft: Draft, isRetry: boolean): Promise<void> {
    this.#drafts.set(draft.ID, { draft, session });
    try {
      const id = await session.deliver(draft, isRetry);
      this.#store.update(groupId, draft.ID, { id, state: "sent", refusal: null });
      this.#drafts.delete(draft.ID);
    } catch (error) {
      this.#store.update(groupId, draft.ID, { state: "refused", refusal: refusalFor(error) });
    }
    this.#onChange();
  }
}
