"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Renders the page's server part anew from time to time while the page is in sight. */
export function AutoRefresh({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.hidden || router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
