import { type Browser, chromium } from "@playwright/test";
import config from "../../playwright.config";

/** The browser that the tests use, started as they start it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch(config.use?.launchOptions);
}
