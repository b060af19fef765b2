/** How a call of the SDK ended, in plain data. */
export interface SdkResult {
  code: number;
  message: string;
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's results are plain JSON of many shapes, read only by expectations
  data: any;
}

/** An event the SDK fired. */
export interface SdkEvent {
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  data: any;
}

export type MessageKind = "Text" | "Custom" | "Face";

/** Where an SDK connects, and who signs for its users. Without `proxyServer` it goes to Tencent. */
export interface SdkConnection {
  sdkAppId?: number;
  ready: { proxyServer?: string };
  sign(userId: string): string;
}

/** The unmodified SDK, somewhere else: in a browser tab or in a process of its own. */
export abstract class SdkClient {
  constructor(private readonly connection: SdkConnection) {}

  /** Calls a method of the SDK. Never rejects: a refusal is in the result. */
  abstract call(method: string, ...args: unknown[]): Promise<SdkResult>;
  abstract close(): Promise<void>;
  protected abstract create(kind: MessageKind, options: object): Promise<SdkResult>;
  protected abstract allEvents(): Promise<SdkEvent[]>;

  /** Logs in and waits until the SDK says it is ready. */
  async logIn(userId: string): Promise<void> {
    const before = (await this.events("sdkStateReady")).length;
    const result = await this.call("login", { userID: userId, userSig: this.connection.sign(userId) });
    if (result.code !== 0) throw new Error(`login: ${result.code} ${result.message}`);
    await this.until(async () => (await this.events("sdkStateReady")).length > before);
  }

  async join(groupId: string): Promise<SdkResult> {
    return this.call("joinGroup", { groupID: groupId, type: "AVChatRoom" });
  }

  /** Creates a message with `create<kind>Message` and sends it to the group. */
  send(kind: MessageKind, groupId: string, payload: unknown, priority = "Normal", cloudCustomData?: string): Promise<SdkResult> {
    const claims = cloudCustomData === undefined ? {} : { cloudCustomData };
    return this.create(kind, { to: groupId, conversationType: "GROUP", priority, payload, ...claims });
  }

  /** Sends a text to one user. */
  whisper(userId: string, text: string): Promise<SdkResult> {
    return this.create("Text", { to: userId, conversationType: "C2C", payload: { text } });
  }

  /** The events of one name so far. */
  async events(name: string): Promise<SdkEvent[]> {
    return (await this.allEvents()).filter((event) => event.name === name);
  }

  /** The messages received so far, without group tips and notices. */
  async messages(): Promise<SdkEvent["data"][]> {
    return (await this.received()).filter((message) => !/Tip|System/.test(message.type));
  }

  /** The texts of the messages received so far. */
  async texts(): Promise<string[]> {
    return (await this.messages()).filter((message) => message.type === "TIMTextElem").map((message) => message.payload.text);
  }

  /** The group tips and system notices received so far. */
  async notices(): Promise<SdkEvent["data"][]> {
    return (await this.received()).filter((message) => /Tip|System/.test(message.type));
  }

  private async received(): Promise<SdkEvent["data"][]> {
    return (await this.events("onMessageReceived")).flatMap((event) => event.data);
  }

  private async until(condition: () => Promise<boolean>): Promise<void> {
    const endMs = Date.now() + 15_000;
    while (!(await condition())) {
      if (Date.now() > endMs) throw new Error("the SDK did not become ready");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
