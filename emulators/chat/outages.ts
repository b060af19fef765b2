import { z } from "zod";
import { ImError } from "./errors";

/** How REST calls about one group fail: with a code of Tencent's, with a status of a broken gateway, or without any answer. */
export const outageSchema = z.object({
  groupId: z.string(),
  errorCode: z.int().optional(),
  status: z.int().min(500).max(599).optional(),
  isSilent: z.boolean().default(false),
});
type Outage = z.output<typeof outageSchema>;

/** Not an answer of Tencent's application: the HTTP status of what stands before it. */
export class GatewayFailure extends Error {
  constructor(readonly status: number) {
    super(`HTTP ${status} ordered by the control channel`);
  }
}

const groupOf = z.object({ GroupId: z.string() });

/** Groups whose REST calls fail until it is ordered otherwise. A call that met silence is never carried out. */
export class Outages {
  private readonly byGroup = new Map<string, Outage>();
  private readonly unanswered = new Set<() => void>();

  /** Orders how calls about a group fail from now on; without any of the three they work again. */
  order(outage: Outage): void {
    const { groupId, errorCode, status, isSilent } = outage;
    if (errorCode === undefined && status === undefined && !isSilent) this.byGroup.delete(groupId);
    else this.byGroup.set(groupId, outage);
  }

  /** Throws, or never returns, when calls with this body are to fail. */
  async meet(body: unknown): Promise<void> {
    const outage = this.byGroup.get(groupOf.safeParse(body).data?.GroupId ?? "");
    if (!outage) return;
    if (outage.isSilent) await new Promise<void>((resolve) => this.unanswered.add(resolve));
    if (outage.status !== undefined) throw new GatewayFailure(outage.status);
    throw new ImError(outage.errorCode ?? 10002, "failure ordered by the control channel");
  }

  clear(): void {
    this.byGroup.clear();
    for (const end of this.unanswered) end();
    this.unanswered.clear();
  }
}
