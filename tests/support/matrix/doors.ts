import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** One way into the app from outside: a method of a route, an action of a form, or a page. */
export interface Door {
  /** `PUT /api/rooms/[roomId]/chat`, `action setRoleAction` or `page /admin/users`. */
  name: string;
  kind: "route" | "action" | "page";
  /** GET, POST and so on; the name of an action. */
  verb: string;
  /** The address with its parameters in brackets, without the language; the file of an action. */
  place: string;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Every door there is, read from the files of `app/`. Throws for a file that is read no door from. */
export function listDoors(): Door[] {
  const files = readdirSync(path.join(ROOT, "app"), { recursive: true, encoding: "utf8" }).sort();
  return files.flatMap((file) => {
    if (/(^|\/)route\.tsx?$/.test(file)) return routesOf(file);
    if (/(^|\/)page\.tsx$/.test(file)) return [pageOf(file)];
    return /\.tsx?$/.test(file) ? actionsOf(file) : [];
  });
}

function routesOf(file: string): Door[] {
  const place = addressOf(file);
  const verbs = exportsOf(file).filter((name) => METHODS.includes(name));
  if (verbs.length === 0) throw new Error(`no method is exported from app/${file}`);
  return verbs.map((verb) => ({ name: `${verb} ${place}`, kind: "route", verb, place }));
}

function pageOf(file: string): Door {
  const place = addressOf(file).replace(/^\/\[locale\]/, "") || "/";
  return { name: `page ${place}`, kind: "page", verb: "GET", place };
}

function actionsOf(file: string): Door[] {
  const text = read(file);
  if (!/^\s*["']use server["']/m.test(text)) return [];
  if (!/^["']use server["']/.test(text)) throw new Error(`an action within app/${file}: give it a file of its own`);
  return exportsOf(file).map((verb) => ({ name: `action ${verb}`, kind: "action", verb, place: `app/${file}` }));
}

/** The address that a file answers: folders in parentheses are not part of it. */
function addressOf(file: string): string {
  const parts = path.dirname(file).split("/");
  return `/${parts.filter((part) => part !== "." && !part.startsWith("(")).join("/")}`;
}

/** The values that a module exports, by their names. */
function exportsOf(file: string): string[] {
  const text = read(file);
  const single = [...text.matchAll(/^export (?:async )?(?:const|function) (\w+)/gm)].map((match) => match[1] ?? "");
  const lists = [...text.matchAll(/^export (?:const )?\{([^}]*)\}/gm)].flatMap((match) => (match[1] ?? "").split(","));
  return [
    ...single,
    ...lists.map(
      (entry) =>
        entry
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? "",
    ),
  ].filter((name) => name !== "");
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, "app", file), "utf8");
}
