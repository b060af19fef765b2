import "server-only";
import { z } from "zod";
import { callIm } from "./rest";

/** Makes an account known to Tencent Chat with its display name; repeating it sets the name again. */
export async function importAccount(userId: string, name: string): Promise<void> {
  await callIm("im_open_login_svc/account_import", { UserID: userId, Nick: name }, z.unknown());
}
