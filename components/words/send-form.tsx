import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import styles from "./words.module.css";

interface SendFormProps {
  /** Why the last request was refused, in words, or null. */
  alert: string | null;
  onSend: (form: HTMLFormElement) => Promise<unknown>;
  children: ReactNode;
}

/** A form whose fields are sent by `useSend`, with the refusal above them. */
export function SendForm({ alert, onSend, children }: SendFormProps) {
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void onSend(event.currentTarget);
      }}
    >
      {alert && (
        <Notice tone="refused" role="alert">
          {alert}
        </Notice>
      )}
      {children}
    </form>
  );
}
