import { publicRoute } from "@/lib/http";
import { parseInput } from "@/lib/parse";
import { requireUser } from "@/lib/users/session";
import { listWords } from "@/lib/words/queries";
import { transferFormat, wordParams } from "@/lib/words/schema";
import { exportWords } from "@/lib/words/transfer";

const types = { text: "text/plain", csv: "text/csv", json: "application/json" } as const;
const endings = { text: "txt", csv: "csv", json: "json" } as const;

/** GET /api/words/:scope/export?format= gives a list as a file. */
export const GET = publicRoute(wordParams, async ({ request, params }) => {
  const format = parseInput(transferFormat, new URL(request.url).searchParams.get("format") ?? "csv");
  const file = exportWords(await listWords(await requireUser(), params.scope), format);
  return new Response(file, {
    headers: {
      "content-type": `${types[format]}; charset=utf-8`,
      "content-disposition": `attachment; filename="words-${params.scope}.${endings[format]}"`,
      "cache-control": "no-store",
    },
  });
});
