import "server-only";
import { bytesToHex } from "@noble/hashes/utils.js";
import { z } from "zod";
import { db } from "../db";
import { AppError } from "../errors";
import { expirePages } from "../expire-pages";
import { giftsTag } from "../keys";
import { type Inverse, type PastAct, recordAct } from "../moderation/audit";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import type { SaveGiftInput } from "./schema";
import { cleanSvg } from "./svg";

const giftColumns = {
  nameJa: true,
  nameEn: true,
  nameZh: true,
  price: true,
  tier: true,
  art: true,
  position: true,
  isOn: true,
} as const;

const giftState = z.object({
  nameJa: z.string(),
  nameEn: z.string(),
  nameZh: z.string(),
  price: z.int(),
  tier: z.int(),
  art: z.string(),
  position: z.int(),
  isOn: z.boolean(),
});

/**
 * Puts a gift into the catalogue or changes one, for admins; written to the audit log. A new picture is rebuilt from what is
 * allowed in one. Throws `conflict` for a new gift whose name in addresses is taken, and `not_found` for a change of none.
 */
export async function saveGift(actor: SessionUser, { isNew, id, svg, ...input }: SaveGiftInput): Promise<void> {
  await requireAct(actor, "gifts.edit"); // before a drawing is read
  const art = svg === "" ? null : await drawing(svg);
  if (isNew && !art) throw new AppError("invalid_input", undefined, { fields: { svg: "missing_svg" } });
  await db().$transaction(async (tx) => {
    await requireAct(actor, "gifts.edit", { tx });
    if (art) await tx.giftArt.createMany({ data: [art], skipDuplicates: true });
    const before = await tx.gift.findUnique({ where: { id }, select: giftColumns });
    const data = { ...input, ...(art ? { art: artPath(art.id) } : {}) };
    const { count } = isNew
      ? await tx.gift.createMany({ data: [{ id, ...input, art: artPath(art?.id ?? "") }], skipDuplicates: true })
      : await tx.gift.updateMany({ where: { id }, data });
    if (count === 0 && !isNew) throw new AppError("not_found");
    if (count === 0) throw new AppError("conflict", `gift ${id}`, { fields: { id: "taken" } });
    const action = isNew ? "gift.create" : "gift.change";
    await recordAct(tx, {
      actorId: actor.id,
      action,
      subjectId: id,
      ...(before ? { before } : {}),
      after: { ...before, ...data },
    });
  });
  await expirePages([giftsTag]);
}

/** Gives a gift back what it was before a change of it. */
export const undoChangeGift: Inverse = (actor, past) =>
  turnBack(actor, past, giftState.parse(past.after), giftState.parse(past.before));

/** Takes a new gift out of the catalogue; it stays for those who gave it already. */
export const undoCreateGift: Inverse = (actor, past) => {
  const after = giftState.parse(past.after);
  return turnBack(actor, past, after, { ...after, isOn: false });
};

type GiftState = z.infer<typeof giftState>;

async function turnBack(actor: SessionUser, { id, subjectId }: PastAct, from: GiftState, to: GiftState): Promise<void> {
  await db().$transaction(async (tx) => {
    await requireAct(actor, "gifts.edit", { tx });
    const { count } = await tx.gift.updateMany({ where: { id: subjectId, ...from }, data: to });
    if (count === 0) throw new AppError("conflict", `gift ${subjectId} was changed since`);
    await recordAct(tx, { actorId: actor.id, action: "gift.change", subjectId, before: from, after: to, undoesId: id });
  });
  await expirePages([giftsTag]);
}

/** The address of an uploaded picture. */
export function artPath(artId: string): string {
  return `/api/gifts/art/${artId}`;
}

async function drawing(text: string): Promise<{ id: string; svg: string }> {
  const result = cleanSvg(text);
  if ("fault" in result) throw new AppError("invalid_input", undefined, { fields: { svg: result.fault } });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(result.svg));
  return { id: bytesToHex(new Uint8Array(digest)).slice(0, 32), svg: result.svg };
}
