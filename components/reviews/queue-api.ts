import { sendJson } from "@/components/site/send-json";
import { decideAnswer, type ReviewList, type ReviewTab, reviewList } from "@/lib/reviews/schema";

export const MUTE_SECONDS = 3_600;
export const BAN_SECONDS = 86_400;

/** What a moderator does about a case with one key: decide, or also hold the person back in the room. */
export type CaseAct = "pass" | "refuse" | "mute" | "ban";

/** What was done, as it is undone: the entries of the audit log, the last one first. */
export interface Done {
  act: CaseAct;
  name: string;
  entryIds: string[];
}

/** Reads a page of the queue; null when the server did not give it. */
export async function readCases(tab: ReviewTab, roomId: string | null, after: string | null): Promise<ReviewList | null> {
  const query = new URLSearchParams({ tab, ...(roomId ? { room: roomId } : {}), ...(after ? { after } : {}) });
  const answer = await fetch(`/api/reviews?${query}`, { cache: "no-store" }).catch(() => null);
  return answer?.ok ? (reviewList.safeParse(await answer.json()).data ?? null) : null;
}

interface ActedCase {
  id: string;
  room: { id: string };
  person: { id: string; name: string };
}

/** Does an act about a case. Throws `Refused`; a person who was held back before the decision was refused stays so, and the undo has it. */
export async function actOnCase({ id, room, person }: ActedCase, act: CaseAct, note: (done: Done) => void): Promise<void> {
  const done: Done = { act, name: person.name, entryIds: [] };
  const add = (entryIds: string[]) => {
    done.entryIds = [...entryIds, ...done.entryIds];
    note({ ...done });
  };
  if (act === "mute" || act === "ban") {
    // First of all taken: of two moderators who press the key, one holds the person back.
    await assignCase(id, true);
    const seconds = act === "mute" ? MUTE_SECONDS : BAN_SECONDS;
    const about = { act, roomId: room.id, userIds: [person.id], seconds, reason: "" };
    add(entriesIn(await sendJson("POST", "/api/restrictions", about)));
  }
  const decision = { outcome: act === "pass" ? "passed" : "refused" };
  add([decideAnswer.parse(await sendJson("POST", `/api/reviews/${id}/decision`, decision)).entryId]);
}

function entriesIn(answer: unknown): string[] {
  const { entryIds } = answer as { entryIds: string[] };
  return entryIds;
}

/** Takes a case for the reader, or lets go of it. Throws `Refused`. */
export async function assignCase(caseId: string, isMine: boolean): Promise<void> {
  await sendJson("PUT", `/api/reviews/${caseId}/assignee`, { isMine });
}

/** Undoes what was done, the last first. Throws `Refused`. */
export async function undoDone({ entryIds }: Done): Promise<void> {
  for (const entryId of entryIds) await sendJson("POST", `/api/audit/${entryId}/undo`, {});
}
