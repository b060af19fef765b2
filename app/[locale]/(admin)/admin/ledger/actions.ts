"use server";

import { runAction } from "@/lib/action";
import type { FormState } from "@/lib/errors";
import { requireUser } from "@/lib/users/session";
import { grantCoins } from "@/lib/wallet/grant-coins";
import { reverseTransaction } from "@/lib/wallet/reverse-transaction";
import { grantCoinsInput, reverseInput } from "@/lib/wallet/schema";

/** Gives coins to a person. */
export async function grantCoinsAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(grantCoinsInput, form, async (input) => grantCoins(await requireUser(), input));
}

/** Takes a transaction back. */
export async function reverseTransactionAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(reverseInput, form, async (input) => reverseTransaction(await requireUser(), input));
}
