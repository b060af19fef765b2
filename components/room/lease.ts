import { z } from "zod";
import { randomId } from "@/components/ui/random-id";

const lease = z.object({ onlineCount: z.int(), statusVersion: z.int(), level: z.int().nullable() });

const KEY = "hiroba:viewer";
const VIEWER_ID = /^[0-9a-z]{12}$/;

/** Says that this viewer is still here; the answer is what a viewer needs to notice changes. Null when it cannot be had now. */
export async function renewLease(roomId: string): Promise<z.infer<typeof lease> | null> {
  try {
    const response = await fetch(`/api/rooms/${roomId}/lease`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ viewerId: viewerId() }),
      signal: AbortSignal.timeout(8_000),
    });
    return response.ok ? lease.parse(await response.json()) : null;
  } catch {
    return null;
  }
}

let fallbackId: string | null = null;

/** A random name for this tab that says nothing about the person and ends with the tab. */
function viewerId(): string {
  try {
    const kept = sessionStorage.getItem(KEY);
    if (kept && VIEWER_ID.test(kept)) return kept;
    const made = randomId();
    sessionStorage.setItem(KEY, made);
    return made;
  } catch {
    fallbackId ??= randomId();
    return fallbackId;
  }
}
