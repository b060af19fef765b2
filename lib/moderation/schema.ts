import { z } from "zod";
import { auditActions } from "./acts";
import type { AuditChange } from "./rules";

/** Which room's or account's messages are to be tried again. */
export const hurryOutboxInput = z.object({ lane: z.string().min(1).max(64) });

export const auditParams = z.object({
  entryId: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt),
});

/** What the audit log is asked for. */
export const auditQuery = z.object({
  /** A part of a name or an email, or the id of a person or a room. */
  q: z.string().trim().max(100).catch(""),
  action: z.enum(auditActions).nullable().catch(null),
  /** Entries before this one. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable()
    .catch(null),
});
export type AuditQuery = z.infer<typeof auditQuery>;

/** An entry of the audit log as its page shows it. */
export interface AuditLine {
  id: string;
  atMs: number;
  actorName: string;
  action: string;
  subjectName: string;
  /** Null for what is about the whole site. */
  room: { id: string; title: string } | null;
  reason: string;
  changes: AuditChange[];
  undoesId: string | null;
  isUndone: boolean;
  canUndo: boolean;
}

export interface AuditPage {
  /** False when the reader sees the own acts alone. */
  isWhole: boolean;
  next: string | null;
  lines: AuditLine[];
}
