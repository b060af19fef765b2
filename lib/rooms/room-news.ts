import type { OutboxPayload } from "../outbox";
import type { RoomRow } from "./record";

/** What a group is told when title, description or announcement changed: the people in it at once, then its profile. */
export function roomNews({ id, title, description, announcement }: RoomRow): OutboxPayload[] {
  return [
    { kind: "message.custom", data: { v: 1, type: "room.info", roomId: id } },
    { kind: "group.profile", name: title, introduction: description, notification: announcement },
  ];
}
