import { describe, expect, it } from "vitest";
import { signUpInput } from "@/lib/users/schema";

describe("a sign-up", () => {
  const good = { name: "みなと", email: "A@Example.com ", password: "long enough" };

  it("takes an email in any spelling as one", () => {
    expect(signUpInput.parse(good).email).toBe("a@example.com");
  });

  it("leaves out what nobody sees in a name, so that two names that look alike are alike", () => {
    expect(signUpInput.parse({ ...good, name: "a\u200bb" }).name).toBe("ab");
  });

  it.each([
    { ...good, role: "admin" },
    { ...good, password: "short" },
    { ...good, email: "nobody" },
    { ...good, name: " " },
    { ...good, name: "a\u202eb" },
  ])("refuses what a form would not send %#", (input) => {
    expect(signUpInput.safeParse(input).success).toBe(false);
  });
});
