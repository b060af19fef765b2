import { describe, expect, it } from "vitest";
import { admit, type Priority, RateGate } from "../../../../emulators/chat/rate";

describe("the limit of a group", () => {
  it("takes higher priorities first and earlier messages before later ones", () => {
    const waiting: Priority[] = ["Low", "High", "Lowest", "Normal", "High"];
    expect(admit(waiting, 3)).toEqual([false, true, false, true, true]);
    expect(admit(["Normal", "Normal", "Normal"], 2)).toEqual([true, true, false]);
    expect(admit(waiting, 0)).toEqual([false, false, false, false, false]);
    expect(admit(waiting, -1)).toEqual([false, false, false, false, false]);
  });

  it("lets forty through in a second, of any priority, and forty more in the next", async () => {
    let nowMs = 1_000;
    const gate = new RateGate(40, () => nowMs);
    const burst = async (count: number, priority: Priority) =>
      (await Promise.all(Array.from({ length: count }, () => gate.pass(priority)))).filter(Boolean).length;
    expect(await burst(100, "High")).toBe(40);
    expect(await burst(1, "High")).toBe(0);
    nowMs = 2_000;
    expect(await burst(100, "Lowest")).toBe(40);
  });

  it("does not make a quiet group wait", async () => {
    const gate = new RateGate(40, () => 0);
    const passed = await Promise.race([gate.pass("Lowest"), Promise.resolve("later")]);
    expect(passed).toBe(true);
  });
});
