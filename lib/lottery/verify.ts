import { readFile } from "node:fs/promises";
import { type DrawCheck, drawChecks, type Exclusion, exclusions, readEntries, recheckDraw } from "./draw";
import { type LotteryProof, lotteryProof } from "./schema";

// `npm run lottery:verify -- ADDRESS|FILE [--promised DIGEST]`: draws again from a lottery's public proof. Ends with 0 when
// everything agrees, 1 when something does not, 2 when there is nothing to check.

const sentences: Record<DrawCheck | "promised", string> = {
  commitment: "terms and seed are those whose digest was published",
  entries: "the entry list is the one that was drawn from",
  winners: "seed and list give these winners, in this order",
  promised: "the published digest is the one that you saw before the draw",
};

const reasons: Record<Exclusion, string> = {
  gone: "of accounts that are gone",
  host: "of the room's host",
  staff: "of the site's staff",
  moderator: "of the room's moderators",
  restricted: "of people who are muted or banned",
  lacks: "of people who lack what the host asked for",
};

async function readProof(source: string): Promise<LotteryProof> {
  if (!/^https?:/.test(source)) return lotteryProof.parse(JSON.parse(await readFile(source, "utf8")));
  const address = new URL(source);
  const id = /\/lotteries\/([0-9a-z]{12})/.exec(address.pathname)?.[1];
  if (!id) throw new Error(`${source} is not the address of a lottery`);
  const answer = await fetch(new URL(`/api/lotteries/${id}/proof`, address));
  if (answer.status === 404) throw new Error(`${source} has no proof: there is no such lottery, or it is not drawn yet`);
  if (!answer.ok) throw new Error(`${address.origin} answered ${answer.status}`);
  const proof = lotteryProof.parse(await answer.json());
  if (proof.lotteryId !== id) throw new Error(`asked for lottery ${id}, got ${proof.lotteryId}`);
  return proof;
}

async function verify(source: string, promised: string | null): Promise<boolean> {
  const proof = await readProof(source);
  const checks: Partial<Record<keyof typeof sentences, boolean>> = recheckDraw(proof);
  if (promised !== null) checks.promised = promised.toLowerCase() === proof.commitment;
  const entries = readEntries(proof.entries) ?? [];
  console.log(`Lottery ${proof.lotteryId}: ${proof.prize}`);
  console.log(`Promised ${proof.commitment}`);
  console.log(`${entries.length} entries, ${entries.filter((entry) => entry.exclusion !== null).length} of them excluded`);
  for (const word of exclusions) {
    const count = entries.filter((entry) => entry.exclusion === word).length;
    if (count > 0) console.log(`  ${count} ${reasons[word]}`);
  }
  for (const [index, tag] of proof.winners.entries()) console.log(`Winner ${index + 1}: ${tag}`);
  for (const check of [...drawChecks, "promised"] as const) {
    if (checks[check] !== undefined) console.log(`${checks[check] ? "yes" : "NO "}  ${sentences[check]}`);
  }
  const agrees = Object.values(checks).every(Boolean);
  console.log(agrees ? "Everything agrees." : "This draw cannot be trusted.");
  return agrees;
}

const [source, option, promised] = process.argv.slice(2);
if (!source || (option !== undefined && (option !== "--promised" || !promised))) {
  console.error("usage: npm run lottery:verify -- ADDRESS|FILE [--promised DIGEST]");
  process.exit(2);
}
try {
  process.exitCode = (await verify(source, promised ?? null)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
