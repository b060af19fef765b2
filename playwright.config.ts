import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

/** Playwright's own browser where it could be downloaded, else the system's. */
function systemChromium(): string | undefined {
  return process.env.CHROMIUM_PATH ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((file) => existsSync(file));
}

/** Whatever kills processes again and again takes minutes: `npm run test:faults` runs it, apart from `npm test`. */
const FAULTS = /(crash|faults|broadcast)\.spec\.ts/;

const projects = [
  // Its pages show nothing: traces of them would cost a third of their time.
  { name: "contract", testDir: "tests/contract", use: { trace: "off" as const } },
  { name: "api", testDir: "tests/api" },
  { name: "e2e", testDir: "tests/e2e", testIgnore: FAULTS },
];

/** What `npm run test:edge` asks of the app in workerd; ARCHITECTURE.md says why the others are not asked. */
const EDGE = /((auth|chat|css|directory|follows|gifts|im|memberships|reminders)\/\w+|rooms\/(room|popularity))\.spec\.ts/;
const edgeProjects = [{ name: "edge", testDir: "tests/api", testMatch: EDGE }];

const faultProjects = [{ name: "faults", testDir: "tests/e2e", testMatch: FAULTS }];

const projectsOf: Record<string, object[]> = { edge: edgeProjects, faults: faultProjects };

export default defineConfig({
  testDir: "tests",
  globalSetup: "./tests/support/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // A second try on a busy CI machine; `npm test` names every test that needed one.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    // Recording every test costs more than the tests do; the second try of one that failed is enough.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: systemChromium(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--autoplay-policy=no-user-gesture-required",
      ],
    },
  },
  projects: projectsOf[process.env.HIROBA_TEST_MODE ?? ""] ?? projects,
});
