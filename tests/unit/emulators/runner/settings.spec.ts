import { describe, expect, it } from "vitest";
import { readSettings } from "../../../../emulators/runner/settings";

const read = (chosen: Record<string, string>) => readSettings({ NODE_ENV: "production", ...chosen }, "/");

describe("the settings of the built-in chat", () => {
  it("are Tencent's unless somebody chooses others", () => {
    expect(read({})).toMatchObject({ CHAT_MESSAGES_PER_SECOND: 40, CHAT_BEFORE_SEND_DEFAULT: "deliver" });
    const chosen = { CHAT_MESSAGES_PER_SECOND: "400", CHAT_BEFORE_SEND_DEFAULT: "refuse" };
    expect(read(chosen)).toMatchObject({ CHAT_MESSAGES_PER_SECOND: 400, CHAT_BEFORE_SEND_DEFAULT: "refuse" });
  });

  it.each(["0", "-1", "1.5", "many"])("refuse %j as a number of messages, and name the variable", (value) => {
    expect(() => read({ CHAT_MESSAGES_PER_SECOND: value })).toThrow(/CHAT_MESSAGES_PER_SECOND: .*\nCorrect it/);
  });
});
