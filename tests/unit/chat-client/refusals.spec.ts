import { expect, test } from "vitest";
import { refusalFor, refusalReasons } from "@/components/chat/refusals";
import { refusalCodes } from "@/lib/chat/rules";
import en from "@/messages/en/room.json";

test.each([
  [10017, "muted", false],
  [10023, "rate", true],
  [80001, "words", false],
  [80002, "long", false],
  [2801, "timeout", true],
  [10010, "closed", false],
  [10100, "closed", false],
  [10101, "long", false],
  [10107, "members", false],
  [10109, "quote", false],
  [2999, "notReady", true],
  [2805, "network", true],
  [70001, "expired", true],
  [70009, "login", false],
  [80003, "service", true],
  [12345, "other", true],
])("code %i is %s, and may be tried again: %s", (code, reason, canRetry) => {
  expect(refusalFor({ code, message: "" })).toEqual({ reason, text: null, canRetry, waitSeconds: 0 });
});

test.each([10016, 10150, 10200])("code %i shows the sentence of the server", (code) => {
  expect(refusalFor({ code, message: "links are not allowed here" })).toEqual({
    reason: "said",
    text: "links are not allowed here",
    canRetry: false,
    waitSeconds: 0,
  });
});

test("a callback that says nothing is still a refusal, and not to be repeated", () => {
  expect(refusalFor({ code: 10016, message: "" })).toEqual({ reason: "other", text: null, canRetry: false, waitSeconds: 0 });
});

test.each([undefined, null, "no", new Error("no"), { code: "x" }])("%s is a refusal too", (error) => {
  expect(refusalFor(error).reason).toBe("other");
});

test("a refusal that ends says when", () => {
  expect(refusalFor({ code: 10104, message: "slow_mode:12" })).toMatchObject({ reason: "slow", waitSeconds: 12, canRetry: true });
  expect(refusalFor({ code: 10106, message: "follow_longer:600" })).toMatchObject({ reason: "followLonger", waitSeconds: 600 });
  expect(refusalFor({ code: 10104, message: "slow_mode" })).toMatchObject({ reason: "slow", waitSeconds: 0 });
});

test("every code of our own has a reason, and every reason a sentence", () => {
  for (const code of Object.values(refusalCodes)) expect(["other", "said"]).not.toContain(refusalFor({ code }).reason);
  expect(Object.keys(en.chat.refused).sort()).toEqual([...refusalReasons].sort());
});
