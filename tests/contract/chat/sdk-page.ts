import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "@playwright/test";
import { type Harness, SDK_APP_ID } from "./harness";

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

interface PageSide {
  boot(options: Record<string, unknown>): void;
  call(method: string, args: unknown[]): Promise<SdkResult>;
  send(kind: string, options: Record<string, unknown>): Promise<SdkResult>;
  events: SdkEvent[];
  bootedMs: number;
}

const PAGE = `<!doctype html><title>chat</title><script src="/sdk.js"></script><script>
  const plain = (value) => JSON.parse(JSON.stringify(value ?? null));
  const settle = (promise) => promise.then(
    (result) => ({ code: 0, message: "", data: plain(result && result.data) }),
    (error) => ({ code: error.code, message: error.message || "", data: null }));
  let chat;
  window.sdk = {
    events: [],
    bootedMs: 0,
    boot(options) {
      window.sdk.bootedMs = performance.now();
      chat = TencentCloudChat.create(options);
      chat.setLogLevel(4);
      for (const name of Object.values(TencentCloudChat.EVENT)) {
        chat.on(name, (event) => window.sdk.events.push({ name, data: plain(event.data) }));
      }
    },
    call: (method, args) => settle(Promise.resolve().then(() => chat[method](...args))),
    send: (kind, options) => settle(Promise.resolve().then(() => chat.sendMessage(chat[kind](options)))),
  };
</script>`;

/** Serves one page with the unmodified SDK on it. */
export async function serveSdk() {
  const sdk = await readFile(createRequire(import.meta.url).resolve("@tencentcloud/chat/index.js"));
  const server = createServer((request, response) => {
    const isSdk = request.url === "/sdk.js";
    response.setHeader("content-type", isSdk ? "text/javascript" : "text/html");
    response.end(isSdk ? sdk : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** One browser tab with an SDK in it that has not logged in. */
export class SdkTab {
  private constructor(
    readonly page: Page,
    private readonly harness: Harness,
  ) {}

  static async open(browser: Browser, url: string, harness: Harness): Promise<SdkTab> {
    const page = await browser.newPage();
    await page.goto(url);
    const options = { SDKAppID: SDK_APP_ID, proxyServer: harness.ready.proxyServer };
    await page.evaluate((given) => (window as unknown as { sdk: PageSide }).sdk.boot(given), options);
    return new SdkTab(page, harness);
  }

  /** Logs in and waits until the SDK says it is ready. */
  async logIn(userId: string): Promise<void> {
    const result = await this.call("login", { userID: userId, userSig: this.harness.sign(userId) });
    if (result.code !== 0) throw new Error(`login: ${result.code} ${result.message}`);
    await this.page.waitForFunction(() =>
      (window as unknown as { sdk: PageSide }).sdk.events.some((event) => event.name === "sdkStateReady"),
    );
  }

  /** Waits until the socket is older than a second: the SDK treats an earlier break as an outage and pauses for 17 seconds. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(() => performance.now() - (window as unknown as { sdk: PageSide }).sdk.bootedMs > 1_500);
  }

  call(method: string, ...args: unknown[]): Promise<SdkResult> {
    return this.page.evaluate(([name, given]) => (window as unknown as { sdk: PageSide }).sdk.call(name, given), [
      method,
      args,
    ] as [string, unknown[]]);
  }

  async join(groupId: string): Promise<SdkResult> {
    return this.call("joinGroup", { groupID: groupId, type: "AVChatRoom" });
  }

  /** Creates a message with `create<kind>Message` and sends it to the group. */
  send(kind: "Text" | "Custom" | "Face", groupId: string, payload: unknown, priority = "Normal"): Promise<SdkResult> {
    const options = { to: groupId, conversationType: "GROUP", priority, payload };
    return this.page.evaluate(([name, given]) => (window as unknown as { sdk: PageSide }).sdk.send(name, given), [
      `create${kind}Message`,
      options,
    ] as [string, Record<string, unknown>]);
  }

  /** The events of one name so far. */
  async events(name: string): Promise<SdkEvent[]> {
    const all = await this.page.evaluate(() => (window as unknown as { sdk: PageSide }).sdk.events);
    return all.filter((event) => event.name === name);
  }

  /** The messages received so far, without group tips and notices. */
  async messages(): Promise<SdkEvent["data"][]> {
    const events = await this.events("onMessageReceived");
    return events.flatMap((event) => event.data).filter((message) => !/Tip|System/.test(message.type));
  }

  /** The group tips and system notices received so far. */
  async notices(): Promise<SdkEvent["data"][]> {
    const events = await this.events("onMessageReceived");
    return events.flatMap((event) => event.data).filter((message) => /Tip|System/.test(message.type));
  }
}
