"use server";

import { after } from "next/server";
import { z } from "zod";
import { runAction } from "@/lib/action";
import type { FormState } from "@/lib/errors";
import { redirect } from "@/lib/i18n/navigation";
import { routing } from "@/lib/i18n/routing";
import { drainOutbox } from "@/lib/outbox";
import { commandRoom } from "@/lib/rooms/command-room";
import { createRoom } from "@/lib/rooms/create-room";
import { scheduleRoom } from "@/lib/rooms/schedule-room";
import { commandRoomInput, createRoomInput, roomParams, scheduleRoomInput, updateRoomInput } from "@/lib/rooms/schema";
import { rotateStreamKey, updateRoom } from "@/lib/rooms/update-room";
import { requireUser } from "@/lib/users/session";

const createRoomForm = createRoomInput.extend({ locale: z.enum(routing.locales) });

/** Opens a room and goes to its studio. */
export async function createRoomAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(createRoomForm, form, async ({ locale, ...input }) => {
    const { id } = await createRoom(await requireUser(), input, Date.now());
    after(drainOutbox);
    redirect({ href: `/studio/rooms/${id}`, locale });
  });
}

/** Saves title and description. */
export async function updateRoomAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(updateRoomInput, form, async (input) => {
    await updateRoom(await requireUser(), input, Date.now());
    after(drainOutbox);
  });
}

/** Sets or takes back the start time of a waiting room. */
export async function scheduleRoomAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(scheduleRoomInput, form, async (input) => {
    await scheduleRoom(await requireUser(), input, Date.now());
    after(drainOutbox);
  });
}

/** Presses start, pause, resume or end. */
export async function commandRoomAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(commandRoomInput, form, async ({ roomId, command }) => {
    await commandRoom(await requireUser(), roomId, command, Date.now());
    after(drainOutbox);
  });
}

/** Makes a new stream key. */
export async function rotateStreamKeyAction(_previous: FormState | null, form: FormData): Promise<FormState> {
  return runAction(roomParams, form, async ({ roomId }) => rotateStreamKey(await requireUser(), roomId, Date.now()));
}
