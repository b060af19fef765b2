import { type APIRequestContext, expect } from "@playwright/test";
import { newId } from "../../lib/ids";
import {
  type LotteryProof,
  type LotteryView,
  lotteryProof,
  lotteryView,
  type RoomLottery,
  roomLottery,
} from "../../lib/lottery/schema";
import { type TestRoom, withDatabase } from "./rooms";
import { imCallbackPath } from "./sign";
import type { Runtime } from "./system";

/** What a host fills in, when nothing else is said. */
export const lotteryForm = () => ({
  requestId: newId(),
  keyword: "灯り",
  match: "equals",
  prize: "Signed teacup",
  winnerCount: 2,
  durationSeconds: 30,
});

/** Opens a lottery as the host. */
export async function openLottery(host: APIRequestContext, roomId: string, terms: object = {}): Promise<LotteryView> {
  const answer = await host.post(`/api/rooms/${roomId}/lottery`, { data: { ...lotteryForm(), ...terms } });
  expect(answer.status()).toBe(201);
  return lotteryView.parse(await answer.json());
}

/** A room's lottery as a reader sees it. */
export async function lotteryOf(reader: APIRequestContext, roomId: string): Promise<RoomLottery> {
  const answer = await reader.get(`/api/rooms/${roomId}/lottery`);
  expect(answer.status()).toBe(200);
  return roomLottery.parse(await answer.json());
}

/** The public proof of a lottery that is, or soon will be, drawn. */
export async function proofOf(reader: APIRequestContext, web: string, lotteryId: string): Promise<LotteryProof> {
  const address = `${web}/api/lotteries/${lotteryId}/proof`;
  let proof: unknown;
  const status = async () => {
    const answer = await reader.get(address);
    proof = await answer.json().catch(() => null);
    return answer.status();
  };
  // Asked seldom: sixty times in a minute are allowed, to all tests together.
  await expect.poll(status, { timeout: 60_000, intervals: [2_000] }).toBe(200);
  return lotteryProof.parse(proof);
}

let sequence = Date.now();

/** Tells the app that a message reached the room's group, as Tencent does. True when the app answered that it has heard it. */
export async function tellSent(
  runtime: Runtime,
  room: TestRoom,
  userId: string,
  text: string,
  change: { MsgTime?: number; MsgSeq?: number } = {},
): Promise<boolean> {
  const body = {
    GroupId: room.groupId,
    From_Account: userId,
    MsgSeq: sequence++,
    MsgTime: Math.floor(Date.now() / 1000),
    MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: text } }],
    ...change,
  };
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(runtime.web + imCallbackPath(runtime, "Group.CallbackAfterSendMsg"), init).catch(() => null);
  if (!answer?.ok) return false;
  return (await answer.json().catch(() => null))?.ErrorCode === 0;
}

/** Accounts that exist, without a password. Gives their ids. */
export async function addPeople(runtime: Runtime, count: number, role = "user"): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await withDatabase(runtime, (client) =>
    client.query(
      `INSERT INTO "User" ("id", "email", "name", "role")
       SELECT id, id || '@example.com', 'p' || id, $2::"UserRole" FROM unnest($1::text[]) AS id`,
      [ids, role],
    ),
  );
  return ids;
}
