"use client";

import { SessionProvider as AuthProvider } from "next-auth/react";
import type { ReactNode } from "react";

/** Lets client components ask who is signed in; the page itself stays the same for everybody. */
export function SessionProvider({ children }: { children: ReactNode }) {
  return <AuthProvider refetchOnWindowFocus>{children}</AuthProvider>;
}
