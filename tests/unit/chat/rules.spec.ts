import { describe, expect, it } from "vitest";
import { messageFault, refusalCodes, refusalInfo } from "@/lib/chat/rules";
import { MAX_MESSAGE_CHARACTERS, parseCustomMessage } from "@/lib/chat/schema";
import { NEWCOMER_MS } from "@/lib/levels/rules";
import { type Standing, stampFor } from "@/lib/levels/stamp";

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
  const nowMs = 1_764_000_000_000;
  const someone: Standing = { userId: "v", role: "user", level: null, isRoomModerator: false, memberUntilMs: 0, giverPlace: 0 };
  const stamp = (change: Partial<Standing>) => stampFor({ ...someone, ...change }, "h", nowMs);

  it("comes from what the server knows, the host first", () => {
    expect(stamp({ userId: "h", role: "admin" })).toEqual({ v: 1, role: "host" });
    expect(stamp({ role: "moderator" })).toEqual({ v: 1, role: "moderator" });
    expect(stamp({})).toEqual({ v: 1 });
    expect(stamp({ role: null })).toEqual({ v: 1 });
  });

  it("shows the level, and a newcomer for the first week, unless they keep order", () => {
    const level = { level: 7, joinedAtMs: nowMs - NEWCOMER_MS + 1 };
    expect(stamp({ level })).toEqual({ v: 1, level: 7, badges: ["newcomer"] });
    expect(stamp({ level: { ...level, joinedAtMs: nowMs - NEWCOMER_MS } })).toEqual({ v: 1, level: 7 });
    expect(stamp({ level, role: "admin" })).toEqual({ v: 1, role: "admin", level: 7 });
  });

  it("is a member's until the membership ends, without anything being done about it", () => {
    expect(stamp({ memberUntilMs: nowMs + 1 }).badges).toEqual(["member"]);
    expect(stamp({ memberUntilMs: nowMs }).badges).toBeUndefined();
  });

  it("is a top giver's for the first three places", () => {
    expect([0, 1, 3, 4].map((giverPlace) => stamp({ giverPlace }).badges)).toEqual([
      undefined,
      ["topGiver"],
      ["topGiver"],
      undefined,
    ]);
    expect(stamp({ giverPlace: 1, memberUntilMs: nowMs + 1 }).badges).toEqual(["member", "topGiver"]);
  });
});

describe("a custom message", () => {
  it("of an unknown type or shape is ignored", () => {
    expect(parseCustomMessage("not json")).toBeNull();
    expect(parseCustomMessage('{"v":1,"type":"later"}')).toBeNull();
    expect(parseCustomMessage('{"v":1,"type":"room.info","roomId":"a"}')).toEqual({ v: 1, type: "room.info", roomId: "a" });
  });
});
