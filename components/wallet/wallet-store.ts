import { type WalletView, walletView } from "@/lib/wallet/schema";

/** The reader's own coins on this page: null until they are known. Whoever shows them reads the same store. */
export class WalletStore {
  readonly #readers = new Set<() => void>();
  #wallet: WalletView | null = null;

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  readonly getWallet = (): WalletView | null => this.#wallet;

  /** Reads the wallet anew; what is known stays when the server cannot answer now. */
  async refresh(): Promise<void> {
    const response = await fetch("/api/wallet", { cache: "no-store", signal: AbortSignal.timeout(10_000) }).catch(() => null);
    const found = response?.ok ? walletView.safeParse(await response.json().catch(() => null)) : null;
    if (found?.success) this.set(found.data);
  }

  set(wallet: WalletView | null): void {
    this.#wallet = wallet;
    for (const reader of this.#readers) reader();
  }

  /** The balance after an own order. */
  setBalance(balance: number): void {
    if (this.#wallet) this.set({ ...this.#wallet, balance });
  }
}

/** One for the page. */
export const walletStore = new WalletStore();
