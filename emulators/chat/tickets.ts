import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Who a socket speaks for: the content of the SDK's A2Key. */
export interface LoginTicket {
  userId: string;
  instanceId: number;
  issuedMs: number;
  /** The end of the UserSig it was given for: a login does not outlive that. */
  expiresSeconds: number;
}

/** What a poll may read: the content of a LongPollingKey. `userId` is "" for someone who has not logged in. */
export interface PollingTicket extends Omit<LoginTicket, "expiresSeconds"> {
  groupId: string;
  /** The first event an anonymous poll may see: the SDK starts those at 0, whatever the join answered. */
  startSeq: number;
}

const loginFields = z.tuple([z.literal("a2"), z.string(), z.number(), z.number(), z.number()]);
const pollingFields = z.tuple([z.literal("lp"), z.string(), z.number(), z.number(), z.string(), z.number()]);

/**
 * Issues and reads signed tickets. They verify themselves, because the SDK keeps using the ones it has after this
 * process was restarted; a ticket kept only in memory would leave every viewer polling a dead key for ever.
 */
export class Tickets {
  constructor(private readonly secretKey: string) {}

  issueLogin(ticket: LoginTicket): string {
    return this.seal(["a2", ticket.userId, ticket.instanceId, ticket.issuedMs, ticket.expiresSeconds]);
  }

  /** The ticket, or null when it is forged or damaged. */
  readLogin(text: string): LoginTicket | null {
    const fields = loginFields.safeParse(this.open(text));
    if (!fields.success) return null;
    const [, userId, instanceId, issuedMs, expiresSeconds] = fields.data;
    return { userId, instanceId, issuedMs, expiresSeconds };
  }

  issuePolling(ticket: PollingTicket): string {
    return this.seal(["lp", ticket.userId, ticket.instanceId, ticket.issuedMs, ticket.groupId, ticket.startSeq]);
  }

  /** The ticket, or null when it is forged or damaged. */
  readPolling(text: string): PollingTicket | null {
    const fields = pollingFields.safeParse(this.open(text));
    if (!fields.success) return null;
    const [, userId, instanceId, issuedMs, groupId, startSeq] = fields.data;
    return { userId, instanceId, issuedMs, groupId, startSeq };
  }

  private seal(fields: readonly unknown[]): string {
    const payload = Buffer.from(JSON.stringify(fields)).toString("base64url");
    return `${payload}.${this.signature(payload).toString("base64url")}`;
  }

  private open(text: string): unknown {
    const [payload, signature] = text.split(".");
    if (!payload || !signature) return null;
    const given = Buffer.from(signature, "base64url");
    const wanted = this.signature(payload);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
    return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  }

  private signature(payload: string): Buffer {
    return createHmac("sha256", this.secretKey).update(`ticket:${payload}`).digest().subarray(0, 18);
  }
}
