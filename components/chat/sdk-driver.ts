import type { ChatEndpoint } from "@/lib/im/schema";
import { Credentials } from "./credentials";
import type { Actual, ChatUser, Step, Wanted } from "./next-step";
import type { Desk } from "./outbox";
import { type NetworkState, openSdk, pause, type SdkListener, type SdkSession } from "./sdk-session";

const KNOCK_MS = 1_000;
const SLOW_KNOCK_MS = 5_000;
const QUICK_KNOCKS = 20;

/** Takes single steps with the SDK and knows where it stands. Decides nothing. */
export class SdkDriver {
  readonly #listener: SdkListener;
  readonly #credentials: Credentials;
  readonly #onNewReader: () => void;
  #session: SdkSession | null = null;
  #actual: Actual = { isOpen: false, user: null, groupId: null };
  #lastReaderId: string | null = null;
  #network: NetworkState = "connected";
  #isKnocking = false;

  /** `onNewReader` is called when somebody else than before is about to read; `onRenewal` when the login should be renewed. */
  constructor(listener: SdkListener, onNewReader: () => void, onRenewal: () => void) {
    this.#listener = listener;
    this.#onNewReader = onNewReader;
    this.#credentials = new Credentials(onRenewal);
  }

  get actual(): Readonly<Actual> {
    return this.#actual;
  }

  get network(): NetworkState {
    return this.#network;
  }

  /** Where own messages go, or null while nothing can be sent. */
  get desk(): Desk | null {
    const { user, groupId } = this.#actual;
    return this.#session && user && groupId ? { session: this.#session, groupId, userId: user.id } : null;
  }

  /** Takes one step. `wanted.user` becomes null when the session turns out to have ended. */
  async take(step: Exclude<Step, "rest">, wanted: Wanted, endpoint: ChatEndpoint): Promise<void> {
    if (step === "close") return this.close();
    if (step === "open") {
      this.#session = await openSdk(endpoint, this.#listener);
      this.#actual.isOpen = true;
      return;
    }
    const session = this.#session;
    if (!session) return; // closed since the step was chosen; the next one is chosen from there
    if (step === "login" && wanted.user) return this.#login(session, wanted);
    if (step === "join" && wanted.groupId !== null) return this.#join(session, wanted.groupId);
    if (step === "logout") {
      this.#actual.user = null;
      return session.logout().catch(() => undefined); // any answer, even an error, ends logged out
    }
    if (step === "quit") {
      const groupId = this.#actual.groupId ?? "";
      this.#actual.groupId = null;
      return session.quit(groupId).catch(() => undefined); // the server forgets a reader who is gone
    }
  }

  /** Drops the socket at once; what is being waited for ends with it. */
  async close(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    this.#network = "connected";
    this.#actual = { isOpen: false, user: null, groupId: null };
    this.#credentials.rest();
    await session?.close();
  }

  /** The service closed the login or the membership; the socket stays. */
  lose(what: "login" | "room"): void {
    this.#actual.groupId = null;
    if (what === "login") this.#actual.user = null;
  }

  /** The next login asks for a new UserSig. */
  forgetGrant(): void {
    this.#credentials.forget();
  }

  /** Notes that the network went or came; while it is gone it is asked for once a second. */
  setNetwork(state: NetworkState): void {
    this.#network = state;
    if (state === "disconnected") void this.#knock();
  }

  async #login(session: SdkSession, wanted: Wanted): Promise<void> {
    const user = wanted.user as ChatUser;
    const grant = await this.#credentials.get();
    if (!grant) {
      wanted.user = null;
      return;
    }
    await session.login(grant);
    this.#actual.user = user;
  }

  async #join(session: SdkSession, groupId: string): Promise<void> {
    const readerId = this.#actual.user?.id ?? null;
    if (readerId !== this.#lastReaderId) this.#onNewReader();
    this.#lastReaderId = readerId;
    await session.join(groupId);
    this.#actual.groupId = groupId;
  }

  async #knock(): Promise<void> {
    if (this.#isKnocking) return;
    this.#isKnocking = true;
    for (let count = 0; this.#network !== "connected" && this.#session; count++) {
      await pause(count < QUICK_KNOCKS ? KNOCK_MS : SLOW_KNOCK_MS);
      if (this.#network === "disconnected") void this.#session?.knock(this.#actual.groupId ?? "", this.#actual.user === null);
    }
    this.#isKnocking = false;
  }
}
