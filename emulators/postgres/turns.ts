/** The part of PGlite that the socket server uses. */
export interface Session {
  execProtocolRawStream(message: Uint8Array, options: { onRawData: (bytes: Uint8Array) => void }): Promise<void>;
  runExclusive<T>(work: () => Promise<T>): Promise<T>;
  isInTransaction(): boolean;
  exec(sql: string): Promise<unknown>;
}

interface Turn {
  client: number;
  messages: readonly Uint8Array[];
  onData: (bytes: Uint8Array) => void;
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Lets many clients use the one session. A turn is everything up to a client's Sync, so that no other client comes between
 * a statement's Parse and its Bind; a client that is in a transaction keeps the session until the transaction is over.
 */
export class Turns {
  private readonly waiting: Turn[] = [];
  private isRunning = false;
  private owner: number | null = null;

  constructor(private readonly session: Session) {}

  /** Sends a client's messages in one turn; `onData` gets the answer as it comes. Resolves when the turn is over. */
  take(client: number, messages: readonly Uint8Array[], onData: (bytes: Uint8Array) => void): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ client, messages, onData, done, failed });
      void this.run();
    });
  }

  /** Forgets a client that is gone, and rolls its transaction back. */
  async leave(client: number): Promise<void> {
    for (let index = this.waiting.length - 1; index >= 0; index--) {
      if (this.waiting[index]?.client === client) this.waiting.splice(index, 1);
    }
    if (this.owner !== client) return;
    await this.session.exec("ROLLBACK");
    this.owner = null;
    void this.run();
  }

  private async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    for (let turn = this.next(); turn; turn = this.next()) {
      try {
        await this.carryOut(turn);
        turn.done();
      } catch (error) {
        turn.failed(error);
      }
      this.owner = this.session.isInTransaction() ? turn.client : null;
    }
    this.isRunning = false;
  }

  private next(): Turn | undefined {
    if (this.owner === null) return this.waiting.shift();
    const index = this.waiting.findIndex((turn) => turn.client === this.owner);
    return index < 0 ? undefined : this.waiting.splice(index, 1)[0];
  }

  private carryOut(turn: Turn): Promise<void> {
    return this.session.runExclusive(async () => {
      for (const message of turn.messages) await this.session.execProtocolRawStream(message, { onRawData: turn.onData });
    });
  }
}
