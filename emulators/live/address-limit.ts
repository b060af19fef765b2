/** Counts the open connections of each address, so that one peer cannot take every socket. */
export class AddressLimit {
  private readonly counts = new Map<string, number>();

  constructor(private readonly max: number) {}

  /** Counts one more connection and answers the function that gives it back; `null` when the address has its share. */
  enter(address: string): (() => void) | null {
    const count = this.counts.get(address) ?? 0;
    if (count >= this.max) return null;
    this.counts.set(address, count + 1);
    return () => this.leave(address);
  }

  private leave(address: string): void {
    const count = (this.counts.get(address) ?? 1) - 1;
    if (count === 0) this.counts.delete(address);
    else this.counts.set(address, count);
  }
}

/** The peer's address as people write it: IPv4 without its IPv6 wrapping. */
export function plainAddress(address: string | undefined): string {
  return (address ?? "").replace(/^::ffff:/, "");
}
