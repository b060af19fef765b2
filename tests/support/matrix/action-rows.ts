import { newId } from "../../../lib/ids";
import type { Row } from "./row";
import { undoLast } from "./scene";
import { everybody, OWN, oneself, requestId } from "./usual";

export const actionRows: Record<string, Row | Row[]> = {
  "action signInAction": {
    ...everybody,
    ask: () => ({ form: { email: `${newId()}@example.com`, password: "nobody's" } }),
    otherwise: ["wrong_credentials"],
  },
  "action signInWithProviderAction": {
    ...everybody,
    ask: () => ({ takes: "form", form: { provider: "nobody", next: "/en" } }),
    otherwise: ["HTTP 500"],
  },
  "action signOutAction": { ...everybody, ask: () => ({ takes: "nothing" }) },
  "action signUpAction": {
    ...everybody,
    ask: () => ({ form: { name: "Somebody", email: `${newId()}@example.com`, password: newId() } }),
  },

  "action createRoomAction": {
    ...oneself,
    ask: () => ({
      form: { ...requestId(), title: "A room", category: "music", language: "en", scheduledAtMs: "", locale: "en" },
    }),
  },
  "action updateRoomAction": {
    act: "room.manage",
    refusals: OWN,
    ask: ({ room }) => ({ form: { roomId: room.id, title: room.title, description: "" } }),
  },
  "action scheduleRoomAction": {
    act: "room.manage",
    refusals: OWN,
    ask: ({ plannedRoom }) => ({ form: { roomId: plannedRoom.id, scheduledAtMs: "" } }),
  },
  "action commandRoomAction": {
    act: "room.manage",
    refusals: OWN,
    ask: ({ room }) => ({ form: { roomId: room.id, command: "resume" } }),
  },
  "action rotateStreamKeyAction": {
    act: "room.manage",
    refusals: OWN,
    ask: ({ plannedRoom }) => ({ form: { roomId: plannedRoom.id } }),
  },

  "action endRoomAsAdminAction": { act: "room.end", ask: ({ plannedRoom }) => ({ form: { roomId: plannedRoom.id } }) },
  "action hurryOutboxAction": { act: "outbox.hurry", ask: ({ room }) => ({ form: { lane: room.groupId } }) },
  "action setRoleAction": {
    act: "users.role",
    ask: (_scene, target) => ({ form: { userId: target.id, role: "user" } }),
    restore: undoLast,
  },
  "action saveGiftAction": {
    act: "gifts.edit",
    ask: () => ({
      form: {
        isNew: "no",
        id: newId(),
        nameJa: "無",
        nameEn: "Nothing",
        nameZh: "无",
        price: "1",
        tier: "1",
        position: "1",
        svg: "",
      },
    }),
    otherwise: ["not_found"],
  },
  "action grantCoinsAction": {
    act: "coins.grant",
    ask: (_scene, target) => ({ form: { ...requestId(), email: target.email, coins: "1", reason: "for the test" } }),
  },
  "action reverseTransactionAction": {
    act: "coins.reverse",
    ask: () => ({ form: { transactionId: "999999999", reason: "for the test" } }),
    otherwise: ["not_found"],
  },
};
