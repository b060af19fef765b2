import { describe, expect, it } from "vitest";
import { judgeMessage, stampFor } from "@/lib/chat/rules";
import { MAX_MESSAGE_CHARACTERS, parseCustomMessage } from "@/lib/chat/schema";

const text = (Text: string) => ({ elements: [{ type: "TIMTextElem", content: { Text } }] });
const live = { status: "live" as const };

describe("a message before it is sent", () => {
  it("passes when it is a text of allowed length", () => {
    expect(judgeMessage(text("こんばんは"), live)).toEqual({ allow: true });
    expect(judgeMessage(text("🏮".repeat(MAX_MESSAGE_CHARACTERS)), live)).toEqual({ allow: true });
  });

  it("is refused with the reason when it is too long, empty, or to a room that ended", () => {
    expect(judgeMessage(text("a".repeat(MAX_MESSAGE_CHARACTERS + 1)), live)).toEqual({ allow: false, reason: "too_long" });
    expect(judgeMessage(text("  \n "), live)).toEqual({ allow: false, reason: "empty" });
    expect(judgeMessage({ elements: [] }, live)).toEqual({ allow: false, reason: "empty" });
    expect(judgeMessage(text("a"), { status: "ended" })).toEqual({ allow: false, reason: "room_closed" });
  });

  it("cannot be a custom message, with which a viewer could forge a status", () => {
    const forged = { elements: [{ type: "TIMCustomElem", content: { Data: '{"v":1,"type":"room.status"}' } }] };
    expect(judgeMessage(forged, live)).toEqual({ allow: false, reason: "not_allowed" });
  });

  it("may be a face without a text", () => {
    expect(judgeMessage({ elements: [{ type: "TIMFaceElem", content: { Index: 1, Data: "smile" } }] }, live)).toEqual({
      allow: true,
    });
  });
});

describe("a sender's badge", () => {
  it("comes from what the server knows, the host first", () => {
    expect(stampFor({ userId: "h", role: "admin" }, "h")).toEqual({ v: 1, role: "host" });
    expect(stampFor({ userId: "m", role: "moderator" }, "h")).toEqual({ v: 1, role: "moderator" });
    expect(stampFor({ userId: "v", role: "user" }, "h")).toEqual({ v: 1 });
    expect(stampFor({ userId: "v", role: null }, "h")).toEqual({ v: 1 });
  });
});

describe("a custom message", () => {
  it("of an unknown type or shape is ignored", () => {
    expect(parseCustomMessage("not json")).toBeNull();
    expect(parseCustomMessage('{"v":1,"type":"later"}')).toBeNull();
    expect(parseCustomMessage('{"v":1,"type":"room.info","roomId":"a"}')).toEqual({ v: 1, type: "room.info", roomId: "a" });
  });
});
