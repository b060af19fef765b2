import type { Browser, Page } from "@playwright/test";
import type { Harness } from "../contract/chat/harness";
import { SdkTab } from "../contract/chat/sdk-page";

interface ProbeSide {
  sdk: {
    send(kind: string, options: object): Promise<{ code: number; message: string }>;
    events: { name: string; data: { payload?: { text?: string } }[] }[];
  };
  /** When each text arrived, by the clock of the machine. */
  arrivals: Map<string, number>;
}

/** Two browser pages with the unmodified SDK: one writes, the other reads. */
export interface Probe {
  /** Sends, and gives the milliseconds until the other page had the message. */
  sendAndWait(text: string): Promise<number>;
  send(text: string): Promise<void>;
  /** The delays of sent messages that have arrived. */
  times(texts: readonly string[]): Promise<number[]>;
  /** How many messages of others the reading page has. */
  readFromCrowd(): Promise<number>;
}

/** Opens both pages, logs in, joins, and starts to note what arrives in the second. */
export async function openProbe(
  browser: Browser,
  url: string,
  groupId: string,
  { proxyServer, sign }: { proxyServer: string; sign: (userId: string) => string },
): Promise<Probe> {
  const harness = { ready: { proxyServer }, sign } as unknown as Harness; // all that a tab uses of it
  const enter = async (userId: string) => {
    const tab = await SdkTab.open(browser, url, harness);
    await tab.logIn(userId);
    const { code, message } = await tab.join(groupId);
    if (code !== 0) throw new Error(`join: ${code} ${message}`);
    await tab.settled();
    return tab.page;
  };
  const [writer, reader] = await Promise.all([enter("probe_writer"), enter("probe_reader")]);
  await noteArrivals(reader);
  const sentAt = new Map<string, number>();

  const send = async (text: string) => {
    sentAt.set(text, await sendText(writer, groupId, text));
  };
  const times = async (texts: readonly string[]) => {
    const arrivals = new Map(await reader.evaluate(() => [...(window as unknown as ProbeSide).arrivals]));
    return texts.flatMap((text) => {
      const [from, to] = [sentAt.get(text), arrivals.get(text)];
      return from === undefined || to === undefined ? [] : [to - from];
    });
  };
  const sendAndWait = async (text: string) => {
    await send(text);
    await reader.waitForFunction((wanted) => (window as unknown as ProbeSide).arrivals.has(wanted), text, { timeout: 10_000 });
    const [time] = await times([text]);
    return time ?? Number.NaN;
  };
  const readFromCrowd = () =>
    reader.evaluate(
      () => [...(window as unknown as ProbeSide).arrivals.keys()].filter((text) => text.startsWith("crowd ")).length,
    );
  return { send, sendAndWait, times, readFromCrowd };
}

function noteArrivals(page: Page): Promise<void> {
  return page.evaluate(() => {
    const side = window as unknown as ProbeSide;
    side.arrivals = new Map();
    const push = side.sdk.events.push.bind(side.sdk.events);
    side.sdk.events.push = (...events) => {
      const nowMs = performance.timeOrigin + performance.now();
      for (const { name, data } of events) {
        if (name !== "onMessageReceived") continue;
        for (const { payload } of data) if (payload?.text) side.arrivals.set(payload.text, nowMs);
      }
      return push(...events);
    };
  });
}

/** Gives the moment right before the SDK was asked to send. */
async function sendText(page: Page, groupId: string, text: string): Promise<number> {
  const outcome = await page.evaluate(
    async (options) => {
      const sentMs = performance.timeOrigin + performance.now();
      const { code, message } = await (window as unknown as ProbeSide).sdk.send("createTextMessage", options);
      return { sentMs, code, message };
    },
    { to: groupId, conversationType: "GROUP", priority: "Normal", payload: { text } },
  );
  if (outcome.code !== 0) throw new Error(`send: ${outcome.code} ${outcome.message}`);
  return outcome.sentMs;
}
