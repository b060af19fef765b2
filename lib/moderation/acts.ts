/**
 * Every act that is written to the audit log, by its name there: what it is about, a dot, what was done. Each has its text in
 * `messages/<language>/audit.json`; what can be undone has an inverse in `undo.ts`.
 */
export const auditActions = [
  "room.end",
  "room.chat",
  "room.pin",
  "user.role",
  "lottery.cancel",
  "gift.create",
  "gift.change",
  "coins.grant",
  "coins.reverse",
  "words.add",
  "words.change",
  "words.remove",
  "words.import",
  "words.restore",
  "words.settings",
  "room.mute",
  "member.mute",
  "member.kick",
  "member.ban",
  "member.lift",
  "guest.ban",
  "guest.lift",
  "message.hide",
  "message.show",
  "case.pass",
  "case.refuse",
  "case.reopen",
  "room.shield",
  "broadcast.send",
  "broadcast.pause",
  "broadcast.resume",
  "broadcast.cancel",
] as const;
export type AuditAction = (typeof auditActions)[number];
