"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Refused, sendJson } from "@/components/site/send-json";

export interface Sending {
  state: "idle" | "sending" | "done" | "refused";
  /** The server's answer to the last request that was carried out. */
  answer: unknown;
  /** Sends, and reads the page again afterwards. True when it was carried out. */
  send: (method: "POST" | "PUT" | "DELETE", path: string, body: object) => Promise<boolean>;
  /** The sentence for a refused field, or null. */
  errorOf: (field: string) => string | null;
  /** The sentence for a refusal that is about no field that `errorOf` knows, or null. */
  alert: string | null;
}

/** Sends changes of a list to the server, and says in words why one was refused. */
export function useSend(): Sending {
  const t = useTranslations("words");
  const errors = useTranslations("errors");
  const router = useRouter();
  const [state, setState] = useState<"idle" | "sending" | "done" | Refused>("idle");
  const [answer, setAnswer] = useState<unknown>(null);

  const send: Sending["send"] = async (method, path, body) => {
    setState("sending");
    try {
      setAnswer(await sendJson(method, path, body));
      setState("done");
      router.refresh();
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setState(error);
      return false;
    }
  };

  const refused = typeof state === "string" ? null : state;
  const errorOf = (field: string) => {
    const fault = refused?.fields[field];
    if (fault === undefined) return null;
    return t.has(`fault.${fault}`) ? t(`fault.${fault}`, { line: refused?.fields.line ?? "" }) : errors("invalid_input");
  };
  const alert = refused && !errorOf("text") ? errors(refused.code ?? "internal") : null;
  return { state: refused ? "refused" : (state as "idle"), answer, send, errorOf, alert };
}
