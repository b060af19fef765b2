import { readFileSync } from "node:fs";
import path from "node:path";
import { type ErrorCode, errorStatus } from "../../../lib/errors";
import type { Door } from "./doors";
import type { Ask } from "./row";
import type { Person, Scene } from "./scene";

interface ActionEntry {
  filename: string;
  exportedName: string;
  workers: Record<string, unknown>;
}

const MANIFEST = path.resolve(import.meta.dirname, "../../../.next/server/server-reference-manifest.json");

/** What became of asking: `done`, or why not, as a code of lib/errors.ts or as the HTTP status that has none. */
export async function askAs(person: Person, scene: Scene, door: Door, ask: Ask): Promise<string> {
  if (door.kind === "action") return askAction(person, scene, door, ask);
  const language = door.kind === "page" ? "/en" : "";
  const address = `${language}${fill(door.place, scene, ask)}?${new URLSearchParams(ask.query)}`;
  const isJson = door.verb !== "GET";
  const answer = await send(person, scene, address, {
    method: door.verb,
    ...(isJson ? { body: JSON.stringify(ask.json ?? {}), headers: { "content-type": "application/json" } } : {}),
  });
  if (answer.headers.get("location")?.includes("/signin?next=")) return "unauthenticated";
  if (answer.status < 400) return "done";
  if (door.kind === "page") return answer.status === 404 ? "not_found" : `HTTP ${answer.status}`;
  const code = await answer.json().then(
    ({ error }) => error?.code,
    () => null,
  );
  return code ?? `HTTP ${answer.status}`;
}

/** Sends a form's action as React does: the form's fields under a number, and the arguments that name it. */
async function askAction(person: Person, scene: Scene, door: Door, ask: Ask): Promise<string> {
  const { takes = "state and form", form = {} } = ask;
  const { id, page } = actionOf(door);
  const body = new FormData();
  if (takes !== "nothing") for (const [name, value] of Object.entries(form)) body.append(`_1_${name}`, value);
  body.append("0", JSON.stringify({ "state and form": [null, "$K1"], form: ["$K1"], nothing: [] }[takes]));
  const address = fill(page.replace("[locale]", "en"), scene, ask);
  const headers = { "next-action": id, accept: "text/x-component" };
  const answer = await send(person, scene, address, { method: "POST", headers, body });
  if (answer.headers.get("x-action-redirect")) return "done";
  if (answer.status !== 200) return `HTTP ${answer.status}`;
  const text = await answer.text();
  if (/"status":"done"/.test(text)) return "done";
  const code = /"status":"refused","code":"(\w+)"/.exec(text)?.[1] as ErrorCode | undefined;
  return code && code in errorStatus ? code : `no answer in ${text.slice(0, 200)}`;
}

function send(person: Person, { runtime }: Scene, address: string, options: RequestInit): Promise<Response> {
  const headers = { ...person.headers, ...options.headers };
  return fetch(runtime.web + address, { redirect: "manual", ...options, headers });
}

let actions: [string, ActionEntry][] | undefined;

/** An action's id in this build, and a page that has it. */
function actionOf({ verb, place }: Door): { id: string; page: string } {
  actions ??= Object.entries(JSON.parse(readFileSync(MANIFEST, "utf8")).node as Record<string, ActionEntry>);
  const found = actions.find(([, { filename, exportedName }]) => filename === place && exportedName === verb);
  const worker = found && Object.keys(found[1].workers)[0];
  if (!found || !worker) throw new Error(`${verb} is in no page of the build`);
  const page = worker
    .replace(/^app/, "")
    .replace(/\/page$/, "")
    .replace(/\/\([^)]*\)/g, "");
  return { id: found[0], page };
}

/** Puts the scene's own things into an address; what is optional is left out. */
function fill(place: string, { room, lotteryId, giftId }: Scene, { params = {} }: Ask): string {
  const known: Record<string, string> = { roomId: room.id, hostId: room.hostId, lotteryId, giftId, ...params };
  return place.replace(/\/\[\[\.\.\.\w+\]\]/g, "").replace(/\[(?:\.\.\.)?(\w+)\]/g, (_whole, name: string) => {
    const value = known[name];
    if (value === undefined) throw new Error(`nothing is known to stand for [${name}] in ${place}`);
    return value;
  });
}
