import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { SDK_APP_ID } from "./harness";
import { type MessageKind, SdkClient, type SdkConnection, type SdkEvent, type SdkResult } from "./sdk-client";

interface PageSide {
  boot(options: object): void;
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
    if (isSdk) response.setHeader("cache-control", "max-age=3600"); // compiled once for all pages of a context
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
export class SdkTab extends SdkClient {
  private constructor(
    readonly page: Page,
    connection: SdkConnection,
  ) {
    super(connection);
  }

  static async open(
    browser: Browser | BrowserContext,
    url: string,
    connection: SdkConnection,
    options: object = {},
  ): Promise<SdkTab> {
    const page = await browser.newPage();
    await page.goto(url);
    const all = { SDKAppID: connection.sdkAppId ?? SDK_APP_ID, proxyServer: connection.ready.proxyServer, ...options };
    await page.evaluate((given) => (window as unknown as { sdk: PageSide }).sdk.boot(given), all);
    return new SdkTab(page, connection);
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

  protected create(kind: MessageKind, options: object): Promise<SdkResult> {
    return this.page.evaluate(([name, given]) => (window as unknown as { sdk: PageSide }).sdk.send(name, given), [
      `create${kind}Message`,
      options,
    ] as [string, Record<string, unknown>]);
  }

  protected allEvents(): Promise<SdkEvent[]> {
    return this.page.evaluate(() => (window as unknown as { sdk: PageSide }).sdk.events);
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
