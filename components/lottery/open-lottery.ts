import { type ErrorBody, errorStatus, type FormState } from "@/lib/errors";
import type { LotteryView } from "@/lib/lottery/schema";

/** Asks the server to open a lottery; gives it, or why it was refused, for the form. */
export async function openLottery(roomId: string, form: FormData): Promise<{ lottery: LotteryView } | { refused: FormState }> {
  const fields = Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === "string"));
  const answer = await post(`/api/rooms/${roomId}/lottery`, fields);
  if (answer?.ok) return { lottery: await answer.json() };
  return { refused: await refusalOf(answer, fields) };
}

/** Asks the server to cancel a lottery; gives why it was refused, or null. */
export async function cancelLottery(lotteryId: string): Promise<FormState | null> {
  const answer = await post(`/api/lotteries/${lotteryId}/cancel`, {});
  return answer?.ok ? null : refusalOf(answer, {});
}

function post(address: string, body: object): Promise<Response | null> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return fetch(address, { ...init, signal: AbortSignal.timeout(10_000) }).catch(() => null);
}

async function refusalOf(answer: Response | null, values: Record<string, string>): Promise<FormState> {
  const body: Partial<ErrorBody> = (await answer?.json().catch(() => null)) ?? {};
  const code = body.error && body.error.code in errorStatus ? body.error.code : "internal";
  return { status: "refused", code, values, ...(body.error?.fields ? { fields: body.error.fields } : {}) };
}
