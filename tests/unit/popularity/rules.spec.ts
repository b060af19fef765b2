import { describe, expect, it } from "vitest";
import { popularityLevel, warmth } from "@/lib/popularity/rules";

describe("a lantern", () => {
  it("is dark without people and full at the busiest", () => {
    expect(warmth(0, 4812)).toBe(0);
    expect(warmth(4812, 4812)).toBe(1);
    expect(warmth(9999, 4812)).toBe(1);
  });

  it("grows warmer with every tenfold of people, never colder", () => {
    const steps = [0, 1, 10, 100, 1000, 10_000].map((people) => warmth(people, 10_000));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });

  it("of one person on an empty site is not full", () => {
    expect(popularityLevel(warmth(1, 1))).toBeLessThan(3);
  });

  it("gives numbers also when nobody is anywhere", () => {
    expect(warmth(0, 0)).toBe(0);
    expect(popularityLevel(warmth(0, 0))).toBe(0);
    expect(popularityLevel(1)).toBe(5);
    expect(popularityLevel(0.02)).toBe(1);
  });
});
