import { z } from "zod";
import { randomId } from "@/components/ui/random-id";

const lease = z.object({ onlineCount: z.int(), statusVersion: z.int(), level: z.int().nullable() });
const refusal = z.object({ error: z.object({ code: z.literal("banned"), untilMs: z.int().nullable() }) });

/** The reader may not be in the room. */
export interface Banned {
  untilMs: number | null;
}

const KEY = "hiroba:viewer";
const KEPT = /^(\d+):([0-9a-z]{12})$/;
const DAY_MS = 86_400_000;

/**
 * Says that this viewer is still here; the answer is what a viewer needs to notice changes, or that they may not be here. Null
 * when it cannot be had now.
 */
export async function renewLease(roomId: string): Promise<z.infer<typeof lease> | Banned | null> {
  try {
    const response = await fetch(`/api/rooms/${roomId}/lease`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ viewerId: viewerId() }),
      signal: AbortSignal.timeout(8_000),
    });
    if (response.ok) return lease.parse(await response.json());
    return response.status === 403 ? (refusal.safeParse(await response.json()).data?.error ?? null) : null;
  } catch {
    return null;
  }
}

let fallbackId: string | null = null;

/** A random name of this browser, so that several tabs count once. It says nothing about the person, and is another each day. */
function viewerId(): string {
  const day = String(Math.floor(Date.now() / DAY_MS));
  try {
    const [, keptDay, kept] = KEPT.exec(localStorage.getItem(KEY) ?? "") ?? [];
    if (kept && keptDay === day) return kept;
    const made = randomId();
    localStorage.setItem(KEY, `${day}:${made}`);
    return made;
  } catch {
    fallbackId ??= randomId();
    return fallbackId;
  }
}
