import "server-only";
import { judgeText, repetitionMark, type TextVerdicts } from "./judge";
import { type GateReading, readGate } from "./read-gate";
import { loadScope, readyScope } from "./ready";
import { SITE_SCOPE, type WordSettings } from "./schema";

/** A message whose words are judged. */
export interface TextToCheck {
  groupId: string;
  userId: string;
  random: number;
  /** Without stickers. */
  text: string;
}

/** What is known of a text before Redis was asked. */
export interface FirstLook {
  roomId: string;
  verdicts: TextVerdicts;
}

export interface TextCheck extends TextVerdicts, Pick<GateReading, "excess" | "roomId"> {
  onTimeout: WordSettings["onTimeout"];
  /** The room's shield is up. */
  isShielded: boolean;
}

/** Rooms by their groups: a group belongs to one room for ever. */
const rooms = new Map<string, string>();
const MOST_ROOMS = 10_000;

/** Judges a text by the lists that this process has, without asking anybody. */
export function lookAtText({ groupId, text }: TextToCheck): FirstLook {
  const roomId = rooms.get(groupId) ?? "";
  return { roomId, verdicts: judgeText(text, readyScope(SITE_SCOPE), readyScope(roomId)) };
}

/**
 * Judges a text by the lists as they are now: one question to Redis tells whether the first look used the newest ones. When
 * somebody changed one since, it is read, once for all messages that wait for it, and the text is judged again.
 */
export async function checkText(message: TextToCheck, look: FirstLook): Promise<TextCheck> {
  const { groupId, userId, random, text } = message;
  const [site, room] = [readyScope(SITE_SCOPE).settings, readyScope(look.roomId).settings];
  const mostRepeats = strictest(site.repeats, room.repeats);
  const gate = await readGate({
    groupId,
    userId,
    random,
    mostFlood: strictest(site.flood, room.flood),
    mostRepeats,
    mark: mostRepeats === 0 ? null : repetitionMark(text),
  });
  const { roomId, excess } = gate;
  const { onTimeout } = site;
  if (roomId === "") return { ...look.verdicts, roomId, excess, onTimeout, isShielded: false };
  const stale = [
    ...(gate.siteVersion === "" || gate.siteVersion !== readyScope(SITE_SCOPE).version ? [SITE_SCOPE] : []),
    ...(gate.roomVersion === readyScope(roomId).version ? [] : [roomId]),
  ];
  const isUpToDate = stale.length === 0 && look.roomId === roomId;
  if (isUpToDate) return { ...look.verdicts, roomId, excess, onTimeout, isShielded: room.isShielded };
  if (rooms.size >= MOST_ROOMS) rooms.clear();
  rooms.set(groupId, roomId);
  await Promise.all(stale.map(loadScope));
  const [siteNow, roomNow] = [readyScope(SITE_SCOPE), readyScope(roomId)];
  const verdicts = judgeText(text, siteNow, roomNow);
  const { isShielded } = roomNow.settings;
  return { ...verdicts, roomId, excess, onTimeout: siteNow.settings.onTimeout, isShielded };
}

/** The smaller of two limits; 0 is none. */
function strictest(one: number, other: number): number {
  return one === 0 || other === 0 ? Math.max(one, other) : Math.min(one, other);
}
