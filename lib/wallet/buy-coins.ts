import "server-only";
import { db } from "../db";
import { env } from "../env";
import { AppError } from "../errors";
import { newId } from "../ids";
import { limit } from "../limit";
import type { SessionUser } from "../users/schema";
import { paymentProvider } from "./payment-provider";
import type { CheckoutInput } from "./schema";

const MOST_PER_HOUR = 30;

/**
 * Notes that a person wants to buy a pack of coins, and gives the address of the page where they pay. Coins come when the
 * provider says that it was paid. Throws `not_found` while nothing is sold, or for a pack that is not.
 */
export async function buyCoins(user: SessionUser, { coins, locale }: CheckoutInput): Promise<{ url: string }> {
  const provider = paymentProvider();
  const { COIN_PACKS, COIN_CURRENCY: currency, AUTH_URL } = env();
  const pack = COIN_PACKS.find((one) => one.coins === coins);
  if (!provider || !pack) throw new AppError("not_found", "no such pack is sold");
  await limit("checkout", user.id, MOST_PER_HOUR, 3_600);
  const { email } = await db().user.findUniqueOrThrow({ where: { id: user.id }, select: { email: true } });
  const { id } = await db().coinPurchase.create({
    data: { id: newId(), userId: user.id, provider: provider.name, ...pack, currency },
  });
  const page = new URL(`/${locale}/wallet`, AUTH_URL);
  return provider.open({
    reference: id,
    title: `${coins} Hiroba coins`,
    amountMinor: pack.amountMinor,
    currency,
    email,
    locale,
    successUrl: `${page.href}?paid=${id}`,
    cancelUrl: page.href,
  });
}
