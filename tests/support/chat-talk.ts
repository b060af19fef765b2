import type { APIRequestContext } from "@playwright/test";
import { askBefore, newRandom, tellAfter, textElement } from "./chat-callbacks";
import { expect } from "./fixtures";
import type { TestRoom } from "./rooms";
import type { Runtime } from "./system";
import { newViewer, type Viewer } from "./viewers";

export interface World {
  request: APIRequestContext;
  runtime: Runtime;
}

/** A new person who has been given a UserSig, so that the before-send decision knows them. */
export async function enter(runtime: Runtime, role?: string): Promise<Viewer> {
  const viewer = await newViewer(runtime, { role });
  expect((await viewer.http.post("/api/im/usersig", { data: {} })).status()).toBe(200);
  return viewer;
}

/** A message as others name it: with the server's seal. */
export interface Sealed {
  fromId: string;
  random: number;
  text: string;
  sticker: null;
  seal: string;
}

/** Somebody says something that reaches the room: decided before, told after. */
export async function sayInRoom(world: World, room: TestRoom, person: Viewer, text: string): Promise<Sealed> {
  const random = newRandom();
  const said = { userId: person.id, element: textElement(text), random };
  const decision = await askBefore(world, room, said);
  expect(decision.ErrorCode).toBe(0);
  const customData = JSON.parse(decision.CloudCustomData ?? "{}");
  await tellAfter(world, room, { ...said, customData, sequence: random });
  return { fromId: person.id, random, text, sticker: null, seal: customData.seal };
}
