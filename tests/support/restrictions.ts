import { expect } from "@playwright/test";
import type { Viewer } from "./viewers";

/** Mutes, kicks or bans as a moderator's menu does. Gives the entries of the audit log. */
export async function restrictAs(by: Viewer, input: object): Promise<string[]> {
  const answer = await by.http.post("/api/restrictions", { data: { roomId: null, ...input } });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()).entryIds;
}

/** Takes an act back by its entry. Gives the status of the answer. */
export async function undoAs(by: Viewer, entryId: string | undefined): Promise<number> {
  return (await by.http.post(`/api/audit/${entryId}/undo`, { data: {} })).status();
}
