import { userRoute } from "@/lib/http";
import { addWord } from "@/lib/words/change-words";
import { wordInput, wordParams } from "@/lib/words/schema";

/** POST /api/words/:scope puts an entry into the list of all rooms (`site`) or of one room (its id). */
export const POST = userRoute(wordParams, wordInput, async ({ user, params, body }) =>
  Response.json(await addWord(user, params.scope, body), { status: 201 }),
);
