import { may, mayUndo, permissions } from "../../../lib/users/permissions";
import type { Standing } from "../../../lib/users/schema";
import { expect, test } from "../../support/fixtures";
import { askAs } from "../../support/matrix/ask";
import { type Door, listDoors } from "../../support/matrix/doors";
import type { Row } from "../../support/matrix/row";
import { rows } from "../../support/matrix/rows";
import { forgetLimits, openScene, type Person, type Scene } from "../../support/matrix/scene";

/** What nobody hears who may do a thing; a door may still say that there is nothing there. */
const REFUSALS = ["unauthenticated", "forbidden", "not_found", "invalid_input", "internal", "rate_limited"];

for (const kind of ["route", "action", "page"] as const) {
  test(`every ${kind} lets in whom the table of permissions lets in, and nobody else`, async ({ runtime }) => {
    test.setTimeout(120_000);
    const scene = await openScene(runtime);
    const faults: string[] = [];
    for (const door of listDoors().filter((one) => one.kind === kind)) {
      for (const row of [rows[door.name] ?? []].flat()) {
        await forgetLimits(scene);
        faults.push(...(await faultsOf(scene, door, row)));
      }
    }
    expect(faults).toEqual([]);
  });
}

/**
 * Asks as everybody. What is done to people is done to somebody of each rank, by one after the other, because it is made
 * undone in between. Says where the door does not do as the table says.
 */
async function faultsOf(scene: Scene, door: Door, row: Row): Promise<string[]> {
  const { actors, targets } = scene;
  const [nobody] = targets.slice(-1) as [Person];
  if (!hasTarget(row)) return (await Promise.all(actors.map((actor) => faultOf(scene, door, row, actor, nobody)))).flat();
  const faults = targets.map(async (target) => {
    const found: string[] = [];
    for (const actor of actors) found.push(...(await faultOf(scene, door, row, actor, target)));
    return found;
  });
  return (await Promise.all(faults)).flat();
}

async function faultOf(scene: Scene, door: Door, row: Row, actor: Person, target: Person): Promise<string[]> {
  const outcome = await askAs(actor, scene, door, row.ask?.(scene, target) ?? {});
  const expected = expectation(row, actor, target);
  if (outcome === "done") await row.restore?.(scene, actor, target);
  return expected.fits(outcome)
    ? []
    : [`${door.name} (${row.act}) as ${actor.name} to ${target.name}: ${expected.words}, was ${outcome}`];
}

function hasTarget({ act }: Row): boolean {
  return act === "undo" || (act !== "machine" && permissions[act].hasTarget);
}

function isAllowed({ act, also }: Pick<Row, "act" | "also">, actor: Standing, target: Standing): boolean {
  if (act === "machine" || (also && !may(actor, also))) return false;
  if (act === "undo") return mayUndo(actor, target);
  return may(actor, act, permissions[act].hasTarget ? target : undefined);
}

function expectation(
  { act, also, refusals = ["unauthenticated", "forbidden"], otherwise = [] }: Row,
  { standing }: Person,
  target: Person,
): { words: string; fits: (outcome: string) => boolean } {
  if (!isAllowed({ act, ...(also ? { also } : {}) }, standing, target.standing)) {
    const refusal = standing.id === null ? refusals[0] : refusals[1];
    return { words: `to be refused with ${refusal}`, fits: (outcome) => outcome === refusal };
  }
  const isLetIn = (outcome: string) => !REFUSALS.includes(outcome) && !/^(HTTP|no answer)/.test(outcome);
  return { words: "to be let in", fits: (outcome) => isLetIn(outcome) || otherwise.includes(outcome) };
}
