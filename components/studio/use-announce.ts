"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Refused, sendJson } from "@/components/site/send-json";
import { type DraftBlock, inputOf } from "./announcement-draft";

type State = "idle" | "sending" | "done" | { refused: Refused; keys: string[] };

interface Announce {
  announce: (filled: readonly DraftBlock[]) => void;
  state: "idle" | "sending" | "done" | "refused";
  /** The sentence for a refused field of a block, or null. */
  errorOf: (key: string, field: string) => string | null;
  /** The sentence for a refusal that is not about one field, or null. */
  alert: string | null;
}

/** Sends an announcement, and says in words what was refused and where. */
export function useAnnounce(roomId: string, onDone: () => void): Announce {
  const t = useTranslations();
  const [state, setState] = useState<State>("idle");

  const announce = async (filled: readonly DraftBlock[]) => {
    setState("sending");
    try {
      await sendJson("PUT", `/api/rooms/${roomId}/announcement`, inputOf(filled));
      setState("done");
      onDone();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setState({ refused: error, keys: filled.map(({ key }) => key) });
    }
  };

  const sentence = (fault: string) => {
    const key = [`studio.announcement.fault.${fault}`, `studio.fault.${fault}`, `common.fault.${fault}`].find((one) =>
      t.has(one),
    );
    return t(key ?? "errors.invalid_input");
  };
  if (typeof state === "string") return { announce, state, errorOf: () => null, alert: null };
  const { refused, keys } = state;
  const faults = Object.entries(refused.fields);
  const whole = faults.find(([path]) => path === "blocks")?.[1];
  return {
    announce,
    state: "refused",
    errorOf: (key, field) => {
      const fault = refused.fields[`blocks.${keys.indexOf(key)}.${field}`];
      return fault === undefined ? null : sentence(fault);
    },
    alert: whole ? sentence(whole) : t(`errors.${refused.code ?? "internal"}`),
  };
}
