import { z } from "zod";
import { userRoute } from "@/lib/http";
import { changeWord, removeWord } from "@/lib/words/change-words";
import { wordEntryParams, wordInput } from "@/lib/words/schema";

/** PUT /api/words/:scope/:wordId changes an entry of a list. */
export const PUT = userRoute(wordEntryParams, wordInput, async ({ user, params, body }) =>
  Response.json(await changeWord(user, params.scope, params.wordId, body)),
);

/** DELETE /api/words/:scope/:wordId takes an entry out of a list. */
export const DELETE = userRoute(wordEntryParams, z.strictObject({}), async ({ user, params }) => {
  await removeWord(user, params.scope, params.wordId);
  return Response.json({});
});
