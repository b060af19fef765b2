import { describe, expect, it } from "vitest";
import { MARK_IF_WITNESSED } from "@/lib/mark-script";
import { openEngine } from "../../../emulators/redis/engine";

describe("the mark of a rebuilt Redis", () => {
  const finish = ["EVAL", MARK_IF_WITNESSED, "2", "mark:witness", "mark", "7"];

  it("is set when everything that was written is still there", async () => {
    const engine = await openEngine();
    await engine.call(["SET", "mark:witness", "1"]);
    expect(await engine.call(finish)).toBe(1);
    expect(await engine.call(["GET", "mark"])).toBe("7");
    expect(await engine.call(["EXISTS", "mark:witness"])).toBe(0);
    await engine.close();
  });

  it("is not set when Redis was emptied in the middle, which would leave half of it for whole", async () => {
    const engine = await openEngine();
    await engine.call(["SET", "mark:witness", "1"]);
    await engine.call(["FLUSHALL"]);
    expect(await engine.call(finish)).toBe(0);
    expect(await engine.call(["EXISTS", "mark"])).toBe(0);
    await engine.close();
  });
});
