import type { Browser, Page } from "@playwright/test";
import type { TestRoom } from "../rooms";
import type { Runtime } from "../system";
import { newPerson, type Person, signUp } from "./people";
import { RoomPage } from "./room";

type Options = Parameters<Browser["newContext"]>[0];

/** Somebody in a room, in a browser of their own. */
export interface Guest {
  page: Page;
  room: RoomPage;
  person: Person;
}

/** A new person signs up, enters a room and has joined its chat. */
export async function enterRoom(browser: Browser, runtime: Runtime, room: TestRoom, options: Options = {}): Promise<Guest> {
  const context = await browser.newContext({ baseURL: runtime.web, ...options });
  const page = await context.newPage();
  const person = newPerson();
  await page.goto(`/en/signup?next=${encodeURIComponent(`/en/rooms/${room.id}`)}`);
  await signUp(page, person);
  await page.waitForURL(`**/rooms/${room.id}`);
  const entered = new RoomPage(page);
  await entered.hear();
  return { page, room: entered, person };
}
