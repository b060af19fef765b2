import { keepAttacking } from "../contract/chat/hostile-attacks";

/** Started by `hostile.ts`: attacks an address until it is told to stop, then reports how often. */
const PAUSE_MS = 100;
const [proxyServer = "", attackers = "1"] = process.argv.slice(2);
let isOver = false;
process.once("message", () => {
  isOver = true;
});
process.once("disconnect", () => process.exit());
const counts = await Promise.all(
  Array.from({ length: Number(attackers) }, () => keepAttacking(proxyServer, () => isOver, PAUSE_MS)),
);
process.send?.({ attacks: counts.reduce((sum, count) => sum + count, 0) });
process.disconnect?.();
