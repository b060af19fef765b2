import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { FrontPage, RoomCard, RoomStatus } from "../../lib/rooms/schema";

/** Two more pages in a copy of the app, so that one server process answers all three kinds of page. */
export const variants = { dynamic: "/en/bench-dynamic", still: "/en/bench-still" };

const SITE = "app/[locale]/(site)";
const REVALIDATE = "export const revalidate = 2;";
const READ = "await getFrontPage()";

/** The front page's own source twice more: rendered for every request, and with the same number of frozen cards as a static page. */
export async function addVariants(root: string): Promise<void> {
  const source = await readFile(path.join(root, SITE, "page.tsx"), "utf8");
  const dynamic = replaced(source, REVALIDATE, `export const dynamic = "force-dynamic";`);
  const frozen = replaced(replaced(source, REVALIDATE, `export const dynamic = "force-static";`), READ, "front as FrontPage");
  const imports = replaced(
    frozen,
    `import { getFrontPage } from "@/lib/rooms/directory";`,
    `import type { FrontPage } from "@/lib/rooms/schema";\nimport front from "./front.json";`,
  );
  await addPage(root, "bench-dynamic", { "page.tsx": dynamic });
  await addPage(root, "bench-still", { "page.tsx": imports, "front.json": JSON.stringify(frozenFront()) });
}

async function addPage(root: string, name: string, files: Record<string, string>): Promise<void> {
  const folder = path.join(root, SITE, name);
  await mkdir(folder);
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
}

/** Throws when the page no longer has the line, because then the variant would not be what its name says. */
function replaced(source: string, from: string, to: string): string {
  if (!source.includes(from)) throw new Error(`${SITE}/page.tsx has no "${from}"; correct tests/bench/directory-variants.ts`);
  return source.replace(from, to);
}

/** As many cards as the front page shows of 10,000 rooms, in the words that `fillDirectory` uses. */
function frozenFront(): FrontPage {
  const cards = (status: RoomStatus, count: number) => Array.from({ length: count }, (_, index) => frozenCard(index, status));
  return {
    live: { cards: cards("live", 60), page: 1, pageCount: 50, total: 3_000, next: null },
    paused: cards("paused", 8),
    upcoming: cards("waiting", 8),
    replays: cards("replay", 8),
    ended: cards("ended", 8),
    counts: { waiting: 2_000, live: 3_000, paused: 1_000, ended: 3_000, replay: 1_000 },
    onlineTotal: 1_400_000,
  };
}

function frozenCard(index: number, status: RoomStatus): RoomCard {
  const hasStarted = status !== "waiting";
  const hasEnded = status === "ended" || status === "replay";
  return {
    id: `frozen${status.slice(0, 2)}${String(index).padStart(4, "0")}`,
    title: `Evening broadcast number ${index}`,
    description: `What happens on the square tonight, part ${index}`,
    language: "en",
    category: "music",
    picture: null,
    cover: "piano",
    hostId: "frozenhost00",
    hostName: "波多野 汐",
    status,
    onlineCount: status === "live" ? 900 - index : 0,
    warmth: 0.5,
    popularityLevel: 3,
    scheduledAtMs: hasStarted ? null : 1_900_000_000_000 + index * 60_000,
    startedAtMs: hasStarted ? 1_700_000_000_000 : null,
    endedAtMs: hasEnded ? 1_700_000_600_000 : null,
  };
}
