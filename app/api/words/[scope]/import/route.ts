import { AppError } from "@/lib/errors";
import { userRoute } from "@/lib/http";
import { importWords } from "@/lib/words/change-words";
import { importInput, MAX_IMPORT_LENGTH, wordParams } from "@/lib/words/schema";
import { readWords } from "@/lib/words/transfer";

/** POST /api/words/:scope/import puts the words of a file into a list, or in its place: all of them or none. */
export const POST = userRoute(
  wordParams,
  importInput,
  async ({ user, params, body }) => {
    const file = readWords(body.text, body.format, body.action);
    if ("faultyLine" in file) {
      throw new AppError("invalid_input", undefined, { fields: { text: "faulty_line", line: String(file.faultyLine) } });
    }
    return Response.json({ added: await importWords(user, params.scope, file.entries, body.isReplacing) });
  },
  MAX_IMPORT_LENGTH,
);
