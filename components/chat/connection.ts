import type { CustomMessage } from "@/lib/chat/schema";
import type { GiftNews } from "@/lib/gifts/schema";
import type { ChatEndpoint } from "@/lib/im/schema";
import { partsOfRef } from "@/lib/messages/rules";
import type { RoomHistory } from "@/lib/messages/schema";
import { type ChatPhase, type ChatSnapshot, EMPTY_CHAT } from "./chat-state";
import { type FeedOwner, feed, type Hearts, type MemberNews } from "./feed";
import { type MessageNews, MessageStore } from "./message-store";
import { nextStep, type Wanted } from "./next-step";
import { Outbox, type Words } from "./outbox";
import { historyMessage } from "./read-message";
import { isUnsettling, refusal, refusalFor } from "./refusals";
import { SdkDriver } from "./sdk-driver";
import type { NetworkState } from "./sdk-session";
import { SerialLoop } from "./serial-loop";

const GRACE_MS = 250; // StrictMode's second mount and a quick navigation cost nothing
const IDLE_MS = 10_000;
const SHOW_EVERY_MS = 80;

/** A custom message of the held room, a viewer's like, or "listening" after a time in which one may have been missed. */
export type RoomSignal = CustomMessage | Hearts | "listening";

/** The one owner of the chat SDK. React says what it wants and reads snapshots; a loop takes one step at a time towards it. */
export class ChatConnection {
  #snapshot: ChatSnapshot = EMPTY_CHAT;
  readonly #readers = new Set<() => void>();
  readonly #signalListeners = new Set<(signal: RoomSignal) => void>();
  readonly #memberListeners = new Set<(news: MemberNews) => void>();
  readonly #wanted: Wanted = { user: undefined, groupId: null, isSuspended: false, isHeld: false };
  #endpoint: ChatEndpoint | null = null;

  readonly #messageListeners = new Set<(news: MessageNews) => void>();
  readonly #store = new MessageStore((news) => {
    for (const listener of this.#messageListeners) listener(news);
  });
  readonly #outbox = new Outbox(this.#store, () => this.#show());
  readonly #driver: SdkDriver;
  readonly #loop: SerialLoop;

  readonly #holders: string[] = [];
  #aimedAtMs = 0;
  #aimTimer: ReturnType<typeof setTimeout> | undefined;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  #showTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const listener = feed(this.#store, this.#feedOwner());
    this.#driver = new SdkDriver(
      listener,
      () => this.#store.clear(),
      () => this.#logInAgain(),
    );
    this.#loop = new SerialLoop(
      () => this.#settle(),
      (error) => this.#onFailure(error),
    );
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  readonly getSnapshot = (): ChatSnapshot => this.#snapshot;

  /** Hears everything the held room is told by custom messages. */
  onRoomSignal(listener: (signal: RoomSignal) => void): () => void {
    this.#signalListeners.add(listener);
    return () => this.#signalListeners.delete(listener);
  }

  /** Hears each message once, as soon as it has come, and of those that are taken away. */
  onMessage(listener: (news: MessageNews) => void): () => void {
    this.#messageListeners.add(listener);
    return () => this.#messageListeners.delete(listener);
  }

  /** Hears who comes into the held room and who goes, as far as the service tells it. */
  onMembers(listener: (news: MemberNews) => void): () => void {
    this.#memberListeners.add(listener);
    return () => this.#memberListeners.delete(listener);
  }

  /** Says who is signed in: null for nobody. Until it is called nobody joins, so that no one reads anonymously first. */
  setUser(userId: string | null): void {
    const { user } = this.#wanted;
    if (user !== undefined && (user?.id ?? null) === userId) return;
    this.#wanted.user = userId === null ? null : { id: userId, turn: 0 };
    this.#wanted.isHeld = false;
    this.#driver.forgetGrant();
    this.#loop.runAfresh();
  }

  /** Holds a room; the last holder wins. The returned function lets go, and the room is left a moment later. */
  retain(groupId: string, endpoint: ChatEndpoint): () => void {
    this.#endpoint ??= endpoint;
    this.#holders.push(groupId);
    this.#aim(Date.now() - this.#aimedAtMs > GRACE_MS ? 0 : GRACE_MS);
    return () => {
      const index = this.#holders.lastIndexOf(groupId);
      if (index >= 0) this.#holders.splice(index, 1);
      this.#aim(GRACE_MS);
    };
  }

  /** Shows the message at once and sends it; `name` is shown until the service knows better. False when nothing can be sent. */
  send(words: Words, name: string): boolean {
    const { desk } = this.#driver;
    if (desk) this.#outbox.send(desk, words, name);
    return desk !== null;
  }

  /** Sends data to the room's server side, with priority Low. Rejects as the SDK does, or when that room is not joined now. */
  async sendCustom(groupId: string, data: object): Promise<void> {
    const { desk } = this.#driver;
    if (desk?.groupId !== groupId) throw new Error("not joined");
    await desk.session.deliver(desk.session.draftCustom(groupId, JSON.stringify(data)), false);
  }

  /** Sends a refused message once more. */
  retry(id: string): void {
    const { desk } = this.#driver;
    if (desk) this.#outbox.retry(desk, id);
  }

  /** Shows own gifts that were just paid; the room tells of them a moment later. */
  showGifts(groupId: string, items: readonly GiftNews[]): void {
    if (this.#store.gave(groupId, items)) this.#show();
  }

  /** Shows gifts of before, where they belong by their time, as far as they are not known. */
  showPastGifts(groupId: string, items: readonly GiftNews[]): void {
    if (this.#store.gaveBefore(groupId, items)) this.#show();
  }

  /** Shows what was said in a room before, where it belongs. */
  showHistory(groupId: string, { messages, hidden }: RoomHistory): void {
    const userId = this.#wanted.user?.id ?? null;
    const past = messages.map((kept) => historyMessage(kept, userId));
    const gone = hidden.filter((ref) => this.#store.hide(groupId, partsOfRef(ref)));
    if (this.#store.recall(groupId, past) || gone.length > 0) this.#show();
  }

  /** Comes back after a kick, or tries now instead of at the end of the wait. */
  resumeHere(): void {
    if (this.#wanted.isHeld) this.#logInAgain();
    this.#wanted.isHeld = false;
    this.#loop.runAfresh();
  }

  /** The page goes away: there is only time to drop the socket, and the server drops the membership with it. */
  suspend(): void {
    this.#wanted.isSuspended = true;
    this.#drop();
  }

  /** The page is back, perhaps from the back-forward cache. */
  resume(): void {
    if (!this.#wanted.isSuspended) return;
    this.#wanted.isSuspended = false;
    this.#loop.runAfresh();
  }

  #aim(delayMs: number): void {
    clearTimeout(this.#aimTimer);
    const aim = () => {
      this.#aimedAtMs = Date.now();
      const groupId = this.#holders.at(-1) ?? null;
      if (groupId === this.#wanted.groupId) return;
      this.#wanted.groupId = groupId;
      if (this.#snapshot.kick === null) this.#wanted.isHeld = false; // put out of one room is not put out of the next
      this.#loop.runAfresh();
    };
    if (delayMs === 0) aim();
    else this.#aimTimer = setTimeout(aim, delayMs);
  }

  async #settle(): Promise<void> {
    clearTimeout(this.#idleTimer);
    if (!this.#endpoint) return;
    for (;;) {
      this.#show();
      const step = nextStep(this.#wanted, this.#driver.actual);
      if (step === "rest") break;
      await this.#driver.take(step, this.#wanted, this.#endpoint);
      if (step === "join") this.#tell("listening"); // what changed since the page was made is not told again
    }
    if (this.#wanted.isHeld) return;
    this.#show({ failure: null, kick: null });
    if (this.#wanted.groupId === null) this.#idleTimer = setTimeout(() => this.#loop.isRunning || this.#drop(), IDLE_MS);
  }

  #onFailure(error: unknown): void {
    if (this.#wanted.isSuspended) return;
    const failure = refusalFor(error);
    if (failure.reason === "expired" || failure.reason === "login") this.#driver.forgetGrant();
    if (isUnsettling(failure)) this.#drop();
    this.#show({ failure });
  }

  #logInAgain(): void {
    const { user } = this.#wanted;
    if (!user) return;
    this.#driver.forgetGrant();
    this.#wanted.user = { ...user, turn: user.turn + 1 };
    this.#loop.run();
  }

  #drop(): void {
    void this.#driver.close();
    this.#show();
  }

  #feedOwner(): FeedOwner {
    return {
      reader: () => {
        const { adminUserId = null, stampKey = null } = this.#endpoint ?? {};
        return { userId: this.#driver.actual.user?.id ?? null, adminUserId, stampKey };
      },
      onEntries: () => {
        this.#showTimer ??= setTimeout(() => this.#show(), SHOW_EVERY_MS);
      },
      onSignal: (signal) => this.#tell(signal),
      onMembers: (news) => {
        for (const listener of this.#memberListeners) listener(news);
      },
      onUnknown: () => this.#show({ unknownCount: this.#snapshot.unknownCount + 1 }),
      onPutOut: (reason) => {
        this.#driver.lose("room");
        this.#wanted.isHeld = true;
        this.#show({ failure: refusal(reason) });
      },
      onKickedOut: (type) => {
        this.#driver.lose("login");
        if (type === "userSigExpired") return this.#logInAgain();
        this.#wanted.isHeld = true;
        const isByOperator = type === "REST_API_Kick";
        if (isByOperator) this.#drop(); // this SDK would not log in again
        this.#show({ kick: isByOperator ? "operator" : "elsewhere", failure: null });
        if (isByOperator) this.#tell("listening"); // why may have been told too late to be heard
      },
      onNetwork: (state) => this.#onNetwork(state),
    };
  }

  #onNetwork(state: NetworkState): void {
    // While something is being waited for, a lost network ends the wait: the next try starts anew, after a pause.
    if (state === "disconnected" && this.#loop.isRunning) {
      this.#drop();
      return;
    }
    const isBack = state === "connected" && this.#driver.network !== "connected";
    this.#driver.setNetwork(state);
    this.#show();
    if (isBack) this.#tell("listening");
  }

  #tell(signal: RoomSignal): void {
    for (const listener of this.#signalListeners) listener(signal);
  }

  #phase(): ChatPhase {
    const { groupId, isHeld, isSuspended } = this.#wanted;
    if (groupId === null) return "idle";
    if (isHeld) return this.#snapshot.kick ? "kicked" : "failed";
    if (isSuspended) return "offline";
    if (this.#driver.actual.groupId === groupId) return this.#driver.network === "disconnected" ? "offline" : "live";
    return this.#loop.failures > 0 ? "failed" : "connecting";
  }

  #show(change: Partial<ChatSnapshot> = {}): void {
    clearTimeout(this.#showTimer);
    this.#showTimer = undefined;
    const { groupId, user } = this.#wanted;
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#snapshot = {
      ...this.#snapshot,
      phase: this.#phase(),
      userId: user === undefined ? undefined : (user?.id ?? null),
      groupId,
      entries: groupId === null ? EMPTY_CHAT.entries : this.#store.entries(groupId),
    };
    for (const reader of this.#readers) reader();
  }
}

const shared = globalThis as { hirobaChat?: ChatConnection };

shared.hirobaChat ??= wire(new ChatConnection());

/** The page's connection; it survives a fast refresh of this file, which therefore takes a reload to show. */
export const chatConnection = shared.hirobaChat;

function wire(connection: ChatConnection): ChatConnection {
  if (typeof window === "undefined") return connection;
  window.addEventListener("pagehide", () => connection.suspend());
  window.addEventListener("pageshow", () => connection.resume());
  return connection;
}
