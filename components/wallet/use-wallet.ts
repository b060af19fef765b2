"use client";

import { useSession } from "next-auth/react";
import { useEffect, useSyncExternalStore } from "react";
import type { WalletView } from "@/lib/wallet/schema";
import { walletStore } from "./wallet-store";

const nothing = () => null;

/** The reader's own coins; null for visitors and until they are known. */
export function useWallet(): WalletView | null {
  return useSyncExternalStore(walletStore.subscribe, walletStore.getWallet, nothing);
}

/** Reads the coins of whoever signs in, and forgets them with the sign-out. */
export function useWalletOfSession(): void {
  const { status } = useSession();
  useEffect(() => {
    if (status === "authenticated") void walletStore.refresh();
    if (status === "unauthenticated") walletStore.set(null);
  }, [status]);
}
