import { type Browser, test } from "@playwright/test";
import type { SdkClient } from "../sdk-client";
import { SdkTab, serveSdk } from "../sdk-page";
import { SdkProcess } from "../sdk-process";
import { type ChatTarget, hasCloud, openTarget, type TargetKind } from "../target";

/** A target and the SDKs of one test. */
export interface Stage {
  target: ChatTarget;
  /** A new SDK; logged in when a user is named. */
  client(userId?: string, options?: object): Promise<SdkClient>;
}

/**
 * Declares the same tests for the SDK in Chromium and in Node, against the emulator and, when credentials are given, against
 * Tencent's own service.
 */
export function onEveryStage(declare: (stage: Stage) => void): void {
  for (const kind of ["emulator", "cloud"] as const) {
    for (const home of ["chromium", "node"] as const) {
      test.describe(`${kind}, SDK in ${home}`, () => {
        test.skip(kind === "cloud" && !hasCloud, "needs CHAT_TARGET=cloud and the application's credentials");
        declare(home === "chromium" ? pages(kind) : processes(kind));
      });
    }
  }
}

/** Three users are three pages. */
function pages(kind: TargetKind): Stage {
  const stage = emptyStage();
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveSdk>>;
  let open: SdkClient[] = [];
  test.beforeAll(async () => {
    [stage.target, site] = await Promise.all([openTarget(kind), serveSdk()]);
  });
  test.beforeEach(({ browser: given }) => {
    browser = given;
  });
  test.afterEach(async () => {
    await Promise.all(open.map((client) => client.close()));
    open = [];
  });
  test.afterAll(async () => {
    site?.close();
    await stage.target?.close();
  });
  stage.client = async (userId, options) => {
    const tab = await SdkTab.open(browser, site.url, stage.target, options);
    open.push(tab);
    if (userId) await tab.logIn(userId);
    return tab;
  };
  return stage;
}

/** Three users are three copies of the SDK in a process without a browser. */
function processes(kind: TargetKind): Stage {
  const stage = emptyStage();
  let child: SdkProcess;
  test.beforeAll(async () => {
    child = new SdkProcess();
    stage.target = await openTarget(kind);
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

function emptyStage(): Stage {
  return {} as Stage; // filled before the first test
}
