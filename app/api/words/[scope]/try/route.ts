import { userRoute } from "@/lib/http";
import { tryText } from "@/lib/words/queries";
import { tryInput, wordParams } from "@/lib/words/schema";

/** POST /api/words/:scope/try tells what would become of a text, and which entries it holds. Nothing is kept. */
export const POST = userRoute(wordParams, tryInput, async ({ user, params, body }) =>
  Response.json(await tryText(user, params.scope, body.text)),
);
