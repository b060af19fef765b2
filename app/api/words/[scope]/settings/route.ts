import { userRoute } from "@/lib/http";
import { setWordSettings } from "@/lib/words/change-words";
import { settingsInput, wordParams } from "@/lib/words/schema";

/** PUT /api/words/:scope/settings sets what texts are held to beside a list: links, repetition, flooding. Safe to repeat. */
export const PUT = userRoute(wordParams, settingsInput, async ({ user, params, body }) => {
  await setWordSettings(user, params.scope, body);
  return Response.json(body);
});
