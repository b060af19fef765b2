"use server";

import { after } from "next/server";
import { runAction } from "@/lib/action";
import type { FormState } from "@/lib/errors";
import { endRoomAsAdmin } from "@/lib/moderation/end-room";
import { hurryOutbox } from "@/lib/moderation/hurry-outbox";
import { hurryOutboxInput } from "@/lib/moderation/schema";
import { setRole } from "@/lib/moderation/set-role";
import { drainOutbox } from "@/lib/outbox";
import { roomParams } from "@/lib/rooms/schema";
import { setRoleInput } from "@/lib/users/schema";
import { requireUser } from "@/lib/users/session";

/** Ends a running session. */
export async function endRoomAsAdminAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(roomParams, form, async ({ roomId }) => {
    await endRoomAsAdmin(await requireUser(), roomId, Date.now());
    after(drainOutbox);
  });
}

/** Tries now to send what waits for Tencent in a lane. */
export async function hurryOutboxAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(hurryOutboxInput, form, async ({ lane }) => {
    await hurryOutbox(await requireUser(), lane);
    await drainOutbox();
  });
}

/** Gives a user another role. */
export async function setRoleAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(setRoleInput, form, async ({ userId, role }) => {
    await setRole(await requireUser(), userId, role);
    after(drainOutbox);
  });
}
