import { createRequire } from "node:module";
import { WebSocket } from "ws";
import type { SdkEvent } from "./sdk-client";
import type { SdkOrder } from "./sdk-process";

type Method = (...args: unknown[]) => Promise<{ data?: unknown } | undefined>;
type Chat = Record<string, Method> & { on(name: string, listener: (event: { data: unknown }) => void): void };

interface Sdk {
  create(options: unknown): Chat;
  EVENT: Record<string, string>;
}

/** The SDK no longer listens to a socket it gave up while that was being opened; in a browser that harms nobody either. */
class QuietSocket extends WebSocket {
  constructor(...args: ConstructorParameters<typeof WebSocket>) {
    super(...args);
    this.on("error", () => {});
  }
}

Object.assign(globalThis, { WebSocket: QuietSocket });
process.on("unhandledRejection", () => {}); // the SDK does not wait for its auxiliary requests
process.once("disconnect", () => process.exit());

const require = createRequire(import.meta.url);
const copies = new Map<number, { chat: Chat; events: SdkEvent[] }>();
const plain = (value: unknown) => JSON.parse(JSON.stringify(value ?? null));

function boot(copy: number, options: unknown): void {
  delete require.cache[require.resolve("@tencentcloud/chat")]; // one module has one SDK for an application
  const sdk = require("@tencentcloud/chat") as Sdk;
  const chat = sdk.create(options);
  const events: SdkEvent[] = [];
  void chat.setLogLevel?.(4);
  for (const name of Object.values(sdk.EVENT)) chat.on(name, (event) => events.push({ name, data: plain(event.data) }));
  copies.set(copy, { chat, events });
}

async function run({ copy, action, method, args }: SdkOrder): Promise<unknown> {
  if (action === "boot") return boot(copy, args[0]);
  const { chat, events } = copies.get(copy) ?? {};
  if (action === "events") return events;
  try {
    const result = action === "send" ? await chat?.sendMessage?.(chat[method]?.(...args)) : await chat?.[method]?.(...args);
    return { code: 0, message: "", data: plain(result?.data) };
  } catch (error) {
    const { code, message } = error as { code?: number; message?: string };
    return { code: code ?? -1, message: message ?? "", data: null };
  }
}

process.on("message", async (order: SdkOrder) => {
  const result = await run(order);
  process.send?.({ id: order.id, result: result ?? null });
});
