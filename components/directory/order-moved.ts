/** How many places of a list its reader is likely to be looking at. */
const LOOKED_AT = 12;
/** Neighbours change places all the time; this many places are worth telling of. */
const FAR = 4;

/** Whether a list is worth reading again: somebody new came to its beginning, left it, or moved far within it. */
export function orderMoved(shown: readonly string[], now: readonly string[]): boolean {
  const came = now.slice(0, LOOKED_AT).some((id, place) => {
    const before = shown.indexOf(id);
    return before < 0 || Math.abs(before - place) >= FAR;
  });
  return came || shown.slice(0, LOOKED_AT).some((id) => !now.includes(id));
}
