"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const STALE_AFTER_MS = 20_000;

/** Fetches the list again when the reader comes back to it: by the back button, from the router's cache, or from another tab. */
export function StaleRefresh({ renderedAtMs }: { renderedAtMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const refreshIfStale = () => {
      if (!document.hidden && Date.now() - renderedAtMs > STALE_AFTER_MS) router.refresh();
    };
    refreshIfStale();
    document.addEventListener("visibilitychange", refreshIfStale);
    return () => document.removeEventListener("visibilitychange", refreshIfStale);
  }, [renderedAtMs, router]);
  return null;
}
