import { type BrowserContext, test } from "@playwright/test";
import { type Harness, startHarness } from "../harness";
import type { SdkClient, SdkConnection } from "../sdk-client";
import { SdkTab, serveSdk } from "../sdk-page";
import { SdkProcess } from "../sdk-process";
import { type ChatTarget, hasCloud, openTarget } from "../target";

/** What the SDKs of a stage speak to. */
type Service = SdkConnection & { close(): Promise<void> };

/** A service and the SDKs of one test. */
export interface Stage<T extends Service = ChatTarget> {
  target: T;
  /** A new SDK; logged in when a user is named. */
  client(userId?: string, options?: object): Promise<SdkClient>;
}

/**
 * Declares the same tests for the SDK in Chromium and in Node, against the emulator and, when credentials are given, against
 * Tencent's own service.
 */
export function onEveryStage(declare: (stage: Stage) => void): void {
  for (const kind of ["emulator", "cloud"] as const) {
    const isSkipped = kind === "cloud" && !hasCloud;
    inBothHomes(kind, isSkipped, () => openTarget(kind), declare);
  }
}

/** Declares the same tests for the SDK in Chromium and in Node, against an emulator with its callbacks and its control. */
export function onEmulatorStages(config: Parameters<typeof startHarness>[0], declare: (stage: Stage<Harness>) => void): void {
  inBothHomes("emulator", false, () => startHarness(config), declare);
}

function inBothHomes<T extends Service>(
  label: string,
  isSkipped: boolean,
  open: () => Promise<T>,
  declare: (stage: Stage<T>) => void,
): void {
  for (const home of ["chromium", "node"] as const) {
    test.describe(`${label}, SDK in ${home}`, () => {
      test.skip(isSkipped, "needs CHAT_TARGET=cloud and the application's credentials");
      declare(home === "chromium" ? pages(open) : processes(open));
    });
  }
}

/** Three users are three pages. */
function pages<T extends Service>(openService: () => Promise<T>): Stage<T> {
  const stage = emptyStage<T>();
  let context: BrowserContext;
  let site: Awaited<ReturnType<typeof serveSdk>>;
  let open: SdkClient[] = [];
  test.beforeAll(async ({ browser }) => {
    [stage.target, site, context] = await Promise.all([openService(), serveSdk(), browser.newContext()]);
  });
  test.afterEach(async () => {
    await Promise.all(open.map((client) => client.close()));
    open = [];
  });
  test.afterAll(async () => {
    await context?.close();
    site?.close();
    await stage.target?.close();
  });
  stage.client = async (userId, options) => {
    const tab = await SdkTab.open(context, site.url, stage.target, options);
    open.push(tab);
    if (userId) await tab.logIn(userId);
    return tab;
  };
  return stage;
}

/** Three users are three copies of the SDK in a process without a browser. */
function processes<T extends Service>(openService: () => Promise<T>): Stage<T> {
  const stage = emptyStage<T>();
  let child: SdkProcess;
  test.beforeAll(async () => {
    child = await SdkProcess.start();
    stage.target = await openService();
  });
  test.afterAll(async () => {
    await child?.close();
    await stage.target?.close();
  });
  stage.client = async (userId, options) => {
    const client = await child.open(stage.target, options);
    if (userId) await client.logIn(userId);
    return client;
  };
  return stage;
}

function emptyStage<T extends Service>(): Stage<T> {
  return {} as Stage<T>; // filled before the first test
}
