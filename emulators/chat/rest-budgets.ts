import { imError } from "./errors";
import { SecondBudget } from "./second-budget";

/** Calls that make or look up accounts may come half as often as others. */
const HALF_RATE = new Set([
  "im_open_login_svc/multiaccount_import",
  "im_open_login_svc/account_delete",
  "im_open_login_svc/account_check",
]);
const ONCE_A_SECOND = new Set(["group_open_http_svc/get_appid_group_list"]);

/** How often each REST API may be called, over all callers. */
export class RestBudgets {
  private readonly budgets = new Map<string, SecondBudget>();

  constructor(private readonly callsPerSecond: number) {}

  /** Throws 60007 when this API was called too often in this second. */
  take(command: string, nowMs: number): void {
    if (!this.budgetOf(command).take(nowMs)) throw imError(60007, command);
  }

  clear(): void {
    this.budgets.clear();
  }

  private budgetOf(command: string): SecondBudget {
    const known = this.budgets.get(command);
    if (known) return known;
    const rate = HALF_RATE.has(command) ? Math.ceil(this.callsPerSecond / 2) : this.callsPerSecond;
    const budget = new SecondBudget(ONCE_A_SECOND.has(command) ? 1 : rate);
    this.budgets.set(command, budget);
    return budget;
  }
}
