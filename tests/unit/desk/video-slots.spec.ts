import { describe, expect, it } from "vitest";
import { VideoSlots } from "@/components/admin/video-slots";

describe("the wall's live pictures", () => {
  it("play at most four at once, first come, first served, and who goes makes room", () => {
    const slots = new VideoSlots();
    let told = 0;
    slots.subscribe(() => {
      told += 1;
    });
    const ids = ["a", "b", "c", "d", "e", "f"];
    const leave = new Map(ids.map((id) => [id, slots.want(id)]));
    const playing = () => ids.filter((id) => slots.mayPlay(id));
    expect(playing()).toEqual(["a", "b", "c", "d"]);
    leave.get("b")?.();
    expect(playing()).toEqual(["a", "c", "d", "e"]);
    leave.get("b")?.(); // twice is once
    leave.get("f")?.();
    expect(playing()).toEqual(["a", "c", "d", "e"]);
    expect(told).toBe(9);
    expect(slots.mayPlay("z")).toBe(false);
  });
});
