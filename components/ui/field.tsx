import { TriangleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import styles from "./field.module.css";

interface FieldWords {
  label: string;
  hint?: ReactNode;
  /** Why the value was refused, in words; also marks the control invalid. */
  error?: string | null;
  /** The word shown after the label of a field that may stay empty. */
  optional?: string;
}

interface Wiring {
  id: string;
  "aria-invalid": boolean | undefined;
  "aria-describedby": string | undefined;
}

/** Label, control, hint and error of one form field, wired to each other by id. */
export function Field({ label, hint, error, optional, children }: FieldWords & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}>{optional}</span>}
      </label>
      <div className={styles.box}>
        {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": described || undefined })}
      </div>
      {error && (
        <p className={styles.error} id={`${id}-error`}>
          <TriangleAlert aria-hidden="true" />
          {error}
        </p>
      )}
      {hint && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

type InputProps = FieldWords & ComponentProps<"input"> & { mono?: boolean; after?: ReactNode };

/** One line of text with its label; `after` holds buttons at the end of the box. */
export function TextField({ label, hint, error, optional, mono, after, className, ...rest }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wiring) => (
        <>
          <input {...wiring} {...rest} className={[styles.input, mono && styles.mono, className].filter(Boolean).join(" ")} />
          {after}
        </>
      )}
    </Field>
  );
}

/** Several lines of text with their label. */
export function TextArea({ label, hint, error, optional, ...rest }: FieldWords & ComponentProps<"textarea">) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wiring) => <textarea {...wiring} {...rest} className={styles.input} />}
    </Field>
  );
}

/** A choice from a short list, with its label. */
export function SelectField({ label, hint, error, optional, ...rest }: FieldWords & ComponentProps<"select">) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wiring) => <select {...wiring} {...rest} className={styles.input} />}
    </Field>
  );
}
