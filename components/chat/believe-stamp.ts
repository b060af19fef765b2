import { importStampKey, isProven } from "@/lib/messages/proof";
import { randomOf, stickerNamed } from "./read-message";
import type { WireMessage } from "./wire-messages";

const imported = new Map<string, Promise<CryptoKey>>();

/**
 * A message with what is attached to it, as far as the server signed that; what anybody else attached is taken off, and then
 * the message shows the plain profile's name and no badge. So it is with all messages of a page without WebCrypto, which
 * browsers give to https and to this machine only.
 */
export async function believeStamp(wire: WireMessage, stampKey: string | null): Promise<WireMessage> {
  if (wire.cloudCustomData === "") return wire;
  return (await isTheServers(wire, stampKey)) ? wire : { ...wire, cloudCustomData: "" };
}

async function isTheServers(wire: WireMessage, stampKey: string | null): Promise<boolean> {
  if (stampKey === null || !crypto.subtle) return false;
  const payload = wire.payload as { text?: string; data?: string } | null;
  const content = {
    groupId: wire.to,
    fromId: wire.from,
    random: randomOf(wire.ID),
    text: wire.type === "TIMTextElem" ? (payload?.text ?? "") : "",
    sticker: wire.type === "TIMFaceElem" ? stickerNamed(payload?.data ?? "") : null,
  };
  const key = imported.get(stampKey) ?? importStampKey(stampKey);
  imported.set(stampKey, key);
  return isProven(await key, content, wire.cloudCustomData);
}
