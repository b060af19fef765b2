import type { Page } from "@playwright/test";
import { newPerson, signUp } from "./people";

/** Signs a new person up and opens their first room, whose desk is then shown. Gives the room's id. */
export async function openOwnRoom(page: Page, title: string): Promise<string> {
  await page.goto("/en/signup?next=/en/studio");
  await signUp(page, newPerson());
  await page.waitForURL("/en/studio");
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Open the room" }).click();
  await page.waitForURL(/\/en\/studio\/rooms\/[0-9a-z]{12}$/);
  return page.url().split("/").at(-1) ?? "";
}
