import "server-only";
import { z } from "zod";
import { AppError } from "../errors";
import type { Inverse } from "../moderation/audit";
import { isSame } from "../same";
import { changeWords } from "./change-words";
import { ruleColumns } from "./projection";
import { wordRule, wordSettings } from "./schema";
import { putIn, settingsOf, takeOut } from "./store-words";

const changedSince = () => new AppError("conflict", "the list was changed since");

/** Takes an entry out again. */
export const undoAddWord: Inverse = async (actor, { id, subjectId: scope, after }) => {
  const rule = wordRule.parse(after);
  await changeWords(
    actor,
    scope,
    "words.remove",
    async (tx) => {
      const [before] = await takeOut(tx, { id: rule.id, scopeId: scope });
      if (!isSame(before && wordRule.parse(before), rule)) throw changedSince();
      return { result: undefined, before: rule };
    },
    id,
  );
};

/** Puts an entry back that was taken out. */
export const undoRemoveWord: Inverse = async (actor, { id, subjectId: scope, before }) => {
  const rule = wordRule.parse(before);
  await changeWords(
    actor,
    scope,
    "words.add",
    async (tx) => {
      const added = await putIn(tx, [{ scopeId: scope, ...rule }]);
      if (added.length === 0) throw changedSince();
      return { result: undefined, after: rule };
    },
    id,
  );
};

/** Gives an entry back what it was. */
export const undoChangeWord: Inverse = async (actor, { id, subjectId: scope, ...states }) => {
  const [before, after] = [wordRule.parse(states.before), wordRule.parse(states.after)];
  await changeWords(
    actor,
    scope,
    "words.change",
    async (tx) => {
      const present = await tx.wordEntry.findUnique({ where: { id: after.id, scopeId: scope }, select: ruleColumns });
      const taken = { scopeId: scope, kind: before.kind, text: before.text, id: { not: after.id } };
      if (!isSame(present && wordRule.parse(present), after)) throw changedSince();
      if ((await tx.wordEntry.count({ where: taken })) > 0) throw changedSince();
      await tx.wordEntry.update({ where: { id: after.id }, data: before });
      return { result: undefined, before: after, after: before };
    },
    id,
  );
};

const importedBefore = z.object({ removed: z.array(wordRule) });
const importedAfter = z.object({ added: z.array(z.string()) });

/** Takes out what an import brought, and puts back what it took out. What was changed by hand since goes and stays with it. */
export const undoImportWords: Inverse = async (actor, { id, subjectId: scope, ...states }) => {
  const [{ removed }, { added }] = [importedBefore.parse(states.before), importedAfter.parse(states.after)];
  await changeWords(
    actor,
    scope,
    "words.restore",
    async (tx) => {
      const out = await takeOut(tx, { scopeId: scope, id: { in: added } });
      const back = await putIn(
        tx,
        removed.map((rule) => ({ scopeId: scope, ...rule })),
      );
      return { result: undefined, before: { removed: out }, after: { added: back } };
    },
    id,
  );
};

/** Sets what was set before. */
export const undoWordSettings: Inverse = async (actor, { id, subjectId: scope, ...states }) => {
  const [before, after] = [wordSettings.parse(states.before), wordSettings.parse(states.after)];
  await changeWords(
    actor,
    scope,
    "words.settings",
    async (tx) => {
      const { settings } = await tx.wordScope.findUniqueOrThrow({ where: { id: scope } });
      if (!isSame(settingsOf(settings), after)) throw changedSince();
      await tx.wordScope.update({ where: { id: scope }, data: { settings: before } });
      return { result: undefined, before: after, after: before };
    },
    id,
  );
};
