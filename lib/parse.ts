import type { z } from "zod";
import { AppError } from "./errors";

/**
 * Input from outside as the schema's type. Throws `invalid_input` with a reason for each wrong field, by its path joined with
 * dots: the zod issue's code, or the message of a custom one.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) {
    fields[issue.path.join(".") || "form"] ??= issue.code === "custom" ? issue.message : issue.code;
  }
  throw new AppError("invalid_input", undefined, { fields });
}
