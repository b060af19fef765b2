import { describe, expect, it } from "vitest";
import { messageFault, refusalCodes, refusalInfo, stampFor } from "@/lib/chat/rules";
import { MAX_MESSAGE_CHARACTERS, parseCustomMessage } from "@/lib/chat/schema";

const text = (Text: string) => [{ type: "TIMTextElem", content: { Text } }];
const face = (Data: unknown) => ({ type: "TIMFaceElem", content: { Index: 1, Data } });

describe("a message before it is sent", () => {
  it("passes when it is a text of allowed length", () => {
    expect(messageFault(text("こんばんは"))).toBeNull();
    expect(messageFault(text("🏮".repeat(MAX_MESSAGE_CHARACTERS)))).toBeNull();
  });

  it("is refused with the reason when it is too long or empty", () => {
    expect(messageFault(text("a".repeat(MAX_MESSAGE_CHARACTERS + 1)))).toBe("too_long");
    expect(messageFault(text("  \n "))).toBe("empty");
    expect(messageFault([])).toBe("empty");
  });

  it("cannot be a custom message, with which a viewer could forge a status", () => {
    expect(messageFault([{ type: "TIMCustomElem", content: { Data: '{"v":1,"type":"room.status"}' } }])).toBe("not_allowed");
  });

  it("may be one of our stickers, and no other face, nor two, nor one beside a text", () => {
    expect(messageFault([face("wave")])).toBeNull();
    for (const data of ["smile", "", undefined, 3, "../wave"]) expect(messageFault([face(data)])).toBe("not_allowed");
    expect(messageFault([face("wave"), face("wave")])).toBe("not_allowed");
    expect(messageFault([...text("hello"), face("wave")])).toBe("not_allowed");
  });

  it("is refused with a code of its own for each reason, within the vendor's range", () => {
    const codes = Object.values(refusalCodes);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code >= 10100 && code <= 10200).toBe(true);
    expect(refusalInfo("slow_mode", 7)).toBe("slow_mode:7");
    expect(refusalInfo("members_only")).toBe("members_only");
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
