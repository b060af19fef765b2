import type { z } from "zod";
import { AppError } from "./errors";

/** Input from outside as the schema's type. Throws `invalid_input` with the zod issue code of each wrong field. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) fields[String(issue.path[0] ?? "form")] ??= issue.code;
  throw new AppError("invalid_input", undefined, { fields });
}
