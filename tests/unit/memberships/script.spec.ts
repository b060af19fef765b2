import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WRITE_MEMBERSHIPS } from "@/lib/memberships/script";
import { openEngine } from "../../../emulators/redis/engine";

describe("writing memberships into Redis", () => {
  let engine: Awaited<ReturnType<typeof openEngine>>;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine.close());

  const write = (room: string, ...people: string[]) =>
    engine.call(["EVAL", WRITE_MEMBERSHIPS, "2", room, `${room}:revisions`, ...people]);
  const untilOf = (room: string, who: string) => engine.call(["HGET", room, who]);

  it("does not let a reading from before a payment win over the one after it, and so does a payment that was taken back", async () => {
    await write("one", "ann", "2000", "2", "ben", "900", "1");
    await write("one", "ann", "1000", "1", "ben", "900", "1");
    expect([await untilOf("one", "ann"), await untilOf("one", "ben")]).toEqual(["2000", "900"]);
    await write("one", "ann", "", "4");
    await write("one", "ann", "2000", "2");
    expect(await untilOf("one", "ann")).toBeNull();
  });

  it("writes a membership that is bought after all others were taken back", async () => {
    await write("two", "ann", "", "2");
    await write("two", "ann", "5000", "3");
    expect(await untilOf("two", "ann")).toBe("5000");
  });
});
