import type { Callbacks } from "./callbacks";
import type { LiveConfig } from "./config";
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
    private readonly context: Omit<PublicationContext, "appName" | "pushDomain" | "onClosed">,
  ) {
    this.publicationContext = {
      ...context,
      appName: config.appName,
      pushDomain: config.pushDomain,
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

  all(): Publication[] {
    return [...this.publications.values()];
  }

  private refusal(request: PublishRequest): string | null {
    if (this.refusesPush) return "fault: refusePush";
    const query = new URLSearchParams(request.query);
    return checkSignature(this.config.pushKey, request.streamName, query, this.context.clock.nowSeconds());
  }

  private forget(publication: Publication): void {
    const { streamName } = publication.request;
    if (this.publications.get(streamName) === publication) this.publications.delete(streamName);
  }
}
