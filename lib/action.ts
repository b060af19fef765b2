import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { AppError, type FormState } from "./errors";
import { logError } from "./log";
import { parseInput } from "./parse";

/** Fields whose values are never sent back into a form. */
const SECRET_FIELDS = new Set(["password"]);

/** Runs a form's action: parses the fields, carries out, and turns a refusal into what the form shows. Nothing typed is lost. */
export async function runAction<T extends z.ZodType>(
  schema: T,
  form: FormData,
  carryOut: (input: z.infer<T>) => Promise<void>,
): Promise<FormState> {
  const fields = Object.fromEntries(
    [...form].filter(([name, value]) => typeof value === "string" && !name.startsWith("$ACTION")),
  );
  try {
    await carryOut(parseInput(schema, fields));
    return { status: "done" };
  } catch (error) {
    unstable_rethrow(error); // redirect() and notFound() keep working
    const known = error instanceof AppError ? error : new AppError("internal", undefined, { cause: error });
    if (known.code === "internal") logError("action", error);
    const values = Object.entries(fields).filter(([name]) => !SECRET_FIELDS.has(name)) as [string, string][];
    return {
      status: "refused",
      code: known.code,
      values: Object.fromEntries(values),
      ...(known.fields ? { fields: known.fields } : {}),
    };
  }
}
