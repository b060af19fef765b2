import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/** Gives the client components inside the named parts of the messages, and nothing else; `common` and `errors` always come along. */
export async function ClientMessages({ areas = [], children }: { areas?: string[]; children: ReactNode }) {
  const messages = await getMessages();
  const wanted = new Set(["common", "errors", ...areas]);
  return (
    <NextIntlClientProvider messages={Object.fromEntries(Object.entries(messages).filter(([area]) => wanted.has(area)))}>
      {children}
    </NextIntlClientProvider>
  );
}
