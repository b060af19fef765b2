import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";
import { preferredLocale } from "@/lib/i18n/preference";
import { calendarFile } from "@/lib/rooms/calendar";
import { getRoomRecord } from "@/lib/rooms/queries";
import { roomParams } from "@/lib/rooms/schema";

/** GET /api/rooms/:roomId/calendar.ics gives a planned room to a calendar. */
export const GET = publicRoute(roomParams, async ({ request, params }) => {
  const record = (await getRoomRecord(params.roomId))?.record;
  if (record?.status !== "waiting" || record.scheduledAtMs === null) throw new AppError("not_found");
  const url = new URL(`/${preferredLocale(request.headers)}/rooms/${record.id}`, env().AUTH_URL).href;
  const { title, hostName, scheduledAtMs, revision } = record;
  const file = calendarFile({ roomId: record.id, title, hostName, scheduledAtMs, revision, url }, Date.now());
  const headers = {
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": `attachment; filename="${record.id}.ics"`,
    "cache-control": "no-store",
  };
  return new Response(file, { headers });
});
