"use server";

import { runAction } from "@/lib/action";
import type { FormState } from "@/lib/errors";
import { saveGift } from "@/lib/gifts/save-gift";
import { saveGiftInput } from "@/lib/gifts/schema";
import { requireUser } from "@/lib/users/session";

/** Puts a gift into the catalogue, or changes one. */
export async function saveGiftAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(saveGiftInput, form, async (input) => saveGift(await requireUser(), input));
}
