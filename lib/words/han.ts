import shinjitai from "opencc-js/dict/JPShinjitaiCharacters";
import simplified from "opencc-js/dict/TSCharacters";

/** Han characters by the one that stands for all their forms: Japanese and traditional ones become simplified. */
export const unifiedHan: ReadonlyMap<string, string> = buildUnified();

function buildUnified(): Map<string, string> {
  const toSimplified = new Map(pairsOf(simplified));
  const unified = new Map(toSimplified);
  for (const [form, traditional] of pairsOf(shinjitai)) unified.set(form, toSimplified.get(traditional) ?? traditional);
  return unified;
}

function pairsOf(dictionary: string): [string, string][] {
  return dictionary.split("|").flatMap((pair) => {
    const [from, to] = pair.split(" ");
    return from && to ? [[from, to] as [string, string]] : [];
  });
}
