import type { ActName } from "../../../lib/users/permissions";
import type { Person, Scene } from "./scene";

/** What is sent to a door. What is not said is left out, or filled in with the scene's own. */
export interface Ask {
  /** In the place of an address's parameters. */
  params?: Record<string, string>;
  query?: Record<string, string>;
  json?: unknown;
  /** The fields of an action's form. */
  form?: Record<string, string>;
  /** What an action takes: the state of a form and its fields, as forms with answers have it; only the fields; nothing. */
  takes?: "state and form" | "form" | "nothing";
}

/** Who may use one door, as a line of the table of permissions, and how it is asked. */
export interface Row {
  /**
   * A line of lib/users/permissions.ts; `undo` for what is done to somebody's act; `machine` for doors that no person opens:
   * they want a signature or a token.
   */
  act: ActName | "undo" | "machine";
  /** A second line, without a target, that must allow it too. */
  also?: ActName;
  ask?: (scene: Scene, target: Person) => Ask;
  /** What a visitor without an account and what others are told who may not. */
  refusals?: readonly [string, string];
  /** What the door itself may answer to who may: that there is nothing there, or that what was asked makes no sense. */
  otherwise?: readonly string[];
  /** Makes undone what was done to a person, so that the next act meets the same one. */
  restore?: (scene: Scene, actor: Person, target: Person) => Promise<void>;
}
