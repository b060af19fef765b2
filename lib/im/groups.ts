import "server-only";
import { z } from "zod";
import { cutToBytes } from "./cut-to-bytes";
import { callIm, ImError } from "./rest";

const GROUP_SERVICE = "group_open_http_svc";
const ALREADY_OURS = new Set([10021, 10025]);
const done = z.unknown();

/** Byte limits of a group's profile (docs: 269/1615). */
const NAME_BYTES = 30;
const INTRODUCTION_BYTES = 240;
const NOTIFICATION_BYTES = 300;

/** Creates an AVChatRoom with this id; one that exists already is left as it is. */
export async function createGroup(groupId: string, name: string): Promise<void> {
  try {
    await callIm(
      `${GROUP_SERVICE}/create_group`,
      { Type: "AVChatRoom", GroupId: groupId, Name: cutToBytes(name, NAME_BYTES) },
      done,
    );
  } catch (error) {
    if (!(error instanceof ImError && ALREADY_OURS.has(error.code))) throw error;
  }
}

/** What a group says of itself to every client, native ones too: plain text. */
export interface GroupProfile {
  name: string;
  introduction: string;
  notification: string;
}

/** Sets a group's profile. Longer texts are cut to Tencent's byte limits; the whole text stays with the app. */
export async function setGroupProfile(groupId: string, { name, introduction, notification }: GroupProfile): Promise<void> {
  const profile = {
    GroupId: groupId,
    Name: cutToBytes(name, NAME_BYTES),
    Introduction: cutToBytes(introduction, INTRODUCTION_BYTES),
    Notification: cutToBytes(notification, NOTIFICATION_BYTES),
  };
  await callIm(`${GROUP_SERVICE}/modify_group_base_info`, profile, done);
}

/** Writes attributes of a group (16 at most, 5 writes a second); others stay. */
export async function setGroupAttributes(groupId: string, attributes: Record<string, string>): Promise<void> {
  const GroupAttr = Object.entries(attributes).map(([key, value]) => ({ key, value }));
  await callIm(`${GROUP_SERVICE}/modify_group_attr`, { GroupId: groupId, GroupAttr }, done);
}
