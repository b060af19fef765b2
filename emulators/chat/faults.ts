import { ImError } from "./errors";

/** Failures that a test ordered over the control channel. */
export class Faults {
  private silent = new Set<string>();
  private refusals = new Map<string, { errorCode: number; times: number }>();
  private thaw: (() => void) | null = null;
  private frozen: Promise<void> | null = null;

  /** Commands of the SDK that get no answer, as `service.command` or `command`. Replaces the earlier list. */
  silence(commands: readonly string[]): void {
    this.silent = new Set(commands);
  }

  isSilent(servcmd: string): boolean {
    return this.silent.has(servcmd) || this.silent.has(servcmd.split(".")[1] ?? "");
  }

  /** The next `times` calls of `command` fail with `errorCode`: `service/command` over REST, `service.command` of the SDK. */
  refuse(command: string, errorCode: number, times: number): void {
    this.refusals.set(command, { errorCode, times });
  }

  /** Throws when a failure of this command is due. */
  raise(command: string): void {
    const fault = this.refusals.get(command);
    if (!fault || fault.times <= 0) return;
    fault.times -= 1;
    throw new ImError(fault.errorCode, "failure ordered by the control channel");
  }

  get isFrozen(): boolean {
    return this.frozen !== null;
  }

  /** While frozen, REST calls wait here. */
  async untilThawed(): Promise<void> {
    await this.frozen;
  }

  freeze(isFrozen: boolean): void {
    if (isFrozen === this.isFrozen) return;
    if (isFrozen) {
      this.frozen = new Promise((resolve) => {
        this.thaw = resolve;
      });
      return;
    }
    this.frozen = null;
    this.thaw?.();
  }

  clear(): void {
    this.silent.clear();
    this.refusals.clear();
    this.freeze(false);
  }
}
