import { describe, expect, it } from "vitest";
import { RestBudgets } from "../../../../emulators/chat/rest-budgets";

/** How many of many calls in one second are let through. */
function passed(budgets: RestBudgets, command: string, nowMs: number): number {
  let count = 0;
  for (let call = 0; call < 500; call += 1) {
    try {
      budgets.take(command, nowMs);
      count += 1;
    } catch (error) {
      expect(error).toMatchObject({ code: 60007 });
    }
  }
  return count;
}

describe("the rates of REST calls", () => {
  it("are Tencent's for each API by itself", () => {
    const budgets = new RestBudgets(200);
    expect(passed(budgets, "group_open_http_svc/send_group_msg", 0)).toBe(200);
    expect(passed(budgets, "group_open_http_svc/get_group_info", 0)).toBe(200);
    expect(passed(budgets, "im_open_login_svc/account_check", 0)).toBe(100);
    expect(passed(budgets, "group_open_http_svc/get_appid_group_list", 0)).toBe(1);
  });

  it("begin anew with each second", () => {
    const budgets = new RestBudgets(200);
    expect(passed(budgets, "profile/portrait_get", 999)).toBe(200);
    expect(passed(budgets, "profile/portrait_get", 999)).toBe(0);
    expect(passed(budgets, "profile/portrait_get", 1_000)).toBe(200);
  });
});
