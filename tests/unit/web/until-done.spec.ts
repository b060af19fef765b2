import { describe, expect, it } from "vitest";
import { untilDone } from "@/lib/until-done";

describe("upkeep in steps", () => {
  /** How many steps are done of so many, when each takes so long. */
  async function stepsDone(due: number, stepMs: number): Promise<number> {
    let [done, nowMs] = [0, 5_000];
    const step = async () => {
      done += 1;
      nowMs += stepMs;
      return done < due;
    };
    await untilDone(500, step, () => nowMs);
    return done;
  }

  it("goes on until nothing is due, however much there is", async () => {
    expect(await stepsDone(1, 10)).toBe(1);
    expect(await stepsDone(40, 10)).toBe(40);
  });

  it("ends when its time is over, and does one step even when that takes longer", async () => {
    expect(await stepsDone(1_000, 100)).toBe(5);
    expect(await stepsDone(1_000, 9_000)).toBe(1);
  });
});
