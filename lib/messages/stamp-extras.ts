import "server-only";
import { cutQuote, keptMentions } from "./rules";
import type { MessageClaims, MessageExtras } from "./schema";
import { type SealedContent, sealOf } from "./seal";

/** Names by which Redis knows people: the sender's, and those of the claims in their order, the quoted person's last. */
interface KnownNames {
  name: string | null;
  names: readonly (string | null)[];
}

/** What the server attaches to a message beside the badge. The seal covers the words as they are delivered. */
export async function extrasFor(content: SealedContent, claims: MessageClaims, known: KnownNames): Promise<MessageExtras> {
  const people = claims.mentions.map((id, index) => ({ id, name: known.names[index] ?? null }));
  const { quote } = claims;
  return {
    v: 1,
    ...(known.name ? { name: known.name } : {}),
    seal: await sealOf(content),
    mentions: keptMentions(content.text, people),
    quote: quote && {
      fromId: quote.fromId,
      random: quote.random,
      name: known.names[claims.mentions.length] ?? quote.fromId,
      text: cutQuote(quote.text),
      sticker: quote.sticker,
    },
  };
}
