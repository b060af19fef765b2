const FOLD_BYTES = 74;

export interface CalendarEvent {
  roomId: string;
  title: string;
  hostName: string;
  scheduledAtMs: number;
  /** Grows with every change, so that a calendar which knows an older one takes this. */
  revision: number;
  url: string;
}

/** A planned room as a calendar's file (RFC 5545). Its length is not known and is given as an hour. */
export function calendarFile(event: CalendarEvent, nowMs: number): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Hiroba//Rooms//EN",
    "BEGIN:VEVENT",
    `UID:room-${event.roomId}@${new URL(event.url).hostname}`,
    `SEQUENCE:${event.revision}`,
    `DTSTAMP:${utc(nowMs)}`,
    `DTSTART:${utc(event.scheduledAtMs)}`,
    "DURATION:PT1H",
    `SUMMARY:${escapeText(`${event.title} (${event.hostName})`)}`,
    `URL:${event.url}`,
    `DESCRIPTION:${escapeText(event.url)}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

function utc(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\r?\n/g, "\\n");
}

/** Breaks a line where it grows longer than a calendar may read, between two characters. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  let folded = "";
  let bytes = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (bytes + size > FOLD_BYTES) {
      folded += "\r\n ";
      bytes = 1;
    }
    folded += character;
    bytes += size;
  }
  return folded;
}
