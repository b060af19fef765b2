import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { programOf } from "../../support/programs";
import { SDK_APP_ID } from "./harness";
import { type MessageKind, SdkClient, type SdkConnection, type SdkEvent, type SdkResult } from "./sdk-client";

/** What goes to the process: `copy` says which of its SDKs is meant. */
export interface SdkOrder {
  id: number;
  copy: number;
  action: "boot" | "call" | "send" | "events";
  method: string;
  args: unknown[];
}

/** What comes back for an order. */
export interface SdkReport {
  id: number;
  result: unknown;
}

/** A Node process that holds a copy of the SDK for each user. An SDK serves one user, and its stray rejections end there. */
export class SdkProcess {
  private readonly waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  private copies = 0;
  private orders = 0;

  private constructor(private readonly child: ChildProcess) {
    this.child.on("message", ({ id, result }: SdkReport) => {
      this.waiting.get(id)?.resolve(result);
      this.waiting.delete(id);
    });
    this.child.on("exit", () => {
      for (const { reject } of this.waiting.values()) reject(new Error("the process of the SDKs has ended"));
    });
  }

  static async start(): Promise<SdkProcess> {
    const program = await programOf("tests/contract/chat/sdk-process-child.ts");
    // The SDK writes a greeting for each copy.
    return new SdkProcess(fork(program, { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] }));
  }

  /** Another SDK that has not logged in. */
  async open(connection: SdkConnection, options: object = {}): Promise<SdkCopy> {
    this.copies += 1;
    const all = { SDKAppID: connection.sdkAppId ?? SDK_APP_ID, proxyServer: connection.ready.proxyServer, ...options };
    const copy = new SdkCopy(this, this.copies, connection);
    await this.order(this.copies, "boot", "", [all]);
    return copy;
  }

  order(copy: number, action: SdkOrder["action"], method: string, args: unknown[]): Promise<unknown> {
    this.orders += 1;
    const order: SdkOrder = { id: this.orders, copy, action, method, args };
    return new Promise((resolve, reject) => {
      this.waiting.set(order.id, { resolve, reject });
      this.child.send(order);
    });
  }

  async close(): Promise<void> {
    const exited = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await exited;
  }
}

/** One SDK of such a process. */
export class SdkCopy extends SdkClient {
  constructor(
    private readonly process: SdkProcess,
    private readonly copy: number,
    connection: SdkConnection,
  ) {
    super(connection);
  }

  call(method: string, ...args: unknown[]): Promise<SdkResult> {
    return this.process.order(this.copy, "call", method, args) as Promise<SdkResult>;
  }

  protected create(kind: MessageKind, options: object): Promise<SdkResult> {
    return this.process.order(this.copy, "send", `create${kind}Message`, [options]) as Promise<SdkResult>;
  }

  protected allEvents(): Promise<SdkEvent[]> {
    return this.process.order(this.copy, "events", "", []) as Promise<SdkEvent[]>;
  }

  async close(): Promise<void> {
    await this.call("destroy");
  }
}
