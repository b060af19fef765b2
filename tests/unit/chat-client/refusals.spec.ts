import { expect, test } from "vitest";
import { refusalFor } from "@/components/chat/refusals";

test.each([
  [10017, "muted", false],
  [10023, "rate", true],
  [80001, "words", false],
  [80002, "long", false],
  [2801, "timeout", true],
  [10010, "closed", false],
  [10100, "closed", false],
  [10101, "long", false],
  [12345, "other", true],
])("code %i is %s, and may be tried again: %s", (code, reason, canRetry) => {
  expect(refusalFor({ code, message: "" })).toEqual({ reason, text: null, canRetry });
});

test.each([10016, 10150, 10200])("code %i shows the sentence of the server", (code) => {
  expect(refusalFor({ code, message: "links are not allowed here" })).toEqual({
    reason: "said",
    text: "links are not allowed here",
    canRetry: false,
  });
});

test("a callback that says nothing is still a refusal, and not to be repeated", () => {
  expect(refusalFor({ code: 10016, message: "" })).toEqual({ reason: "other", text: null, canRetry: false });
});

test.each([undefined, null, "no", new Error("no"), { code: "x" }])("%s is a refusal too", (error) => {
  expect(refusalFor(error).reason).toBe("other");
});
