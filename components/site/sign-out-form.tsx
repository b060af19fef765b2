"use client";

import { useLocale } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { signOutAction } from "@/app/[locale]/(site)/signin/actions";

/** A form around a submit button that signs out and starts the site afresh, so that nothing of the session stays on the page. */
export function SignOutForm({ children }: { children: ReactNode }) {
  const locale = useLocale();

  function leave(event: FormEvent) {
    event.preventDefault();
    signOutAction().finally(() => window.location.assign(`/${locale}`));
  }

  return (
    <form action={signOutAction} onSubmit={leave}>
      {children}
    </form>
  );
}
