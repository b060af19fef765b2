import type { Callbacks } from "./callbacks";
import type { LiveConfig } from "./config";
import type { Ban } from "./journal";
import { Publication, type PublicationContext, reportEnd } from "./publication";
import type { PublishRequest, PushSink } from "./rtmp/session";
import { checkSignature } from "./signature";

/** The pushes that are alive, by stream name, and the decision who may push. */
export class Ingest {
  /** While true every push is refused, as if the service were full. */
  refusesPush = false;

  private readonly publications = new Map<string, Publication>();
  private readonly publicationContext: PublicationContext;

  constructor(
    private readonly config: LiveConfig,
    private readonly context: Omit<PublicationContext, "appName" | "pushDomain" | "faultReportMs" | "onClosed">,
  ) {
    this.publicationContext = {
      ...context,
      appName: config.appName,
      pushDomain: config.pushDomain,
      faultReportMs: config.faultReportMs,
      onClosed: (publication) => this.forget(publication),
    };
  }

  /** Sends again what was never acknowledged, then ends every push that a killed process left open. */
  recover(callbacks: Callbacks): void {
    for (const event of this.context.journal.pending) callbacks.send(event);
    for (const push of [...this.context.journal.open]) {
      const { width, height } = push.event;
      reportEnd(push, { code: 0, reason: "server restarted" }, { width, height }, this.context);
    }
  }

  /** Accepts or refuses a push; see `PublishHandler`. */
  publish(request: PublishRequest): PushSink | { refused: string } {
    const refused = this.refusal(request);
    if (refused) return { refused };
    const older = this.publications.get(request.streamName);
    if (older && older.silentMs() <= this.config.staleMs) return { refused: "already publishing" };
    older?.request.cut({ code: 0, reason: "replaced by a newer push" });
    const publication = new Publication(request, this.publicationContext);
    this.publications.set(request.streamName, publication);
    return publication;
  }

  /** The push of this name once it is live, else `null`. */
  live(streamName: string): Publication | null {
    const publication = this.publications.get(streamName);
    return publication?.isLive ? publication : null;
  }

  /** Cuts the push of this name, live or not yet; nothing when there is none. */
  drop(streamName: string, reason: string): void {
    this.publications.get(streamName)?.request.cut({ code: 0, reason });
  }

  /** Cuts a stream, and refuses it until then; also over restarts. */
  forbid(streamName: string, ban: Ban): void {
    this.context.journal.setBan(streamName, ban);
    this.drop(streamName, "forbidden");
  }

  allow(streamName: string): void {
    this.context.journal.setBan(streamName, null);
  }

  isForbidden(streamName: string): boolean {
    const ban = this.context.journal.banOf(streamName);
    return ban !== null && ban.untilMs > this.context.clock.nowMs();
  }

  all(): Publication[] {
    return [...this.publications.values()];
  }

  private refusal(request: PublishRequest): string | null {
    if (this.refusesPush) return "fault: refusePush";
    const query = new URLSearchParams(request.query);
    const wrong = checkSignature(this.config.pushKey, request.streamName, query, this.context.clock.nowSeconds());
    if (wrong || !this.isForbidden(request.streamName)) return wrong;
    return `the stream is forbidden: ${this.context.journal.banOf(request.streamName)?.reason || "no reason was given"}`;
  }

  private forget(publication: Publication): void {
    const { streamName } = publication.request;
    if (this.publications.get(streamName) === publication) this.publications.delete(streamName);
  }
}
