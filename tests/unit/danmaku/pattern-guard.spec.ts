import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import { PatternGuard, type PatternThread } from "@/components/danmaku/pattern-guard";
import type { PatternNews } from "@/components/danmaku/pattern-messages";

const built = buildSync({
  entryPoints: ["components/danmaku/pattern-worker.ts"],
  bundle: true,
  write: false,
  format: "iife",
  // The worker's own script in a thread of Node.js, which names its two ends in another way.
  banner: {
    js: `const { parentPort } = require("node:worker_threads");
      const self = { postMessage: (news) => parentPort.postMessage(news) };
      parentPort.on("message", (data) => self.onmessage({ data }));`,
  },
});

const threads: Worker[] = [];
function spawn(): PatternThread {
  const worker = new Worker(built.outputFiles[0]?.text ?? "", { eval: true });
  threads.push(worker);
  return {
    post: (task) => worker.postMessage(task),
    onNews: (listener) => worker.on("message", (news: PatternNews) => listener(news)),
    end: () => void worker.terminate(),
  };
}

function guard(patterns: readonly string[]) {
  const slow: string[] = [];
  const made = new PatternGuard(spawn, (pattern) => slow.push(pattern));
  made.setPatterns(patterns);
  return { guard: made, slow };
}

afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.terminate())));

const CATASTROPHE = "^(a+)+$";
const BAIT = `${"a".repeat(60)}!`;

describe("a viewer's regular expressions", () => {
  it("find what they describe, many texts at once", async () => {
    const { guard: own } = guard(["^8+$", "火.*車"]);
    const texts = ["8888", "8 8", "火の車", "hello"];
    expect(await Promise.all(texts.map((text) => own.isFound(text)))).toEqual([true, false, true, false]);
    expect(threads).toHaveLength(1);
    own.close();
  });

  it("that never end are given up and reported; the others still decide, and the page's thread was never held", async () => {
    const { guard: own, slow } = guard([CATASTROPHE, "^bad$"]);
    let turns = 0;
    const ticking = setInterval(() => turns++, 5);
    const answers = await Promise.all([own.isFound(BAIT), own.isFound("bad"), own.isFound("good")]);
    clearInterval(ticking);
    expect(answers).toEqual([false, true, false]);
    expect(slow).toEqual([CATASTROPHE]);
    expect(turns).toBeGreaterThan(3);
    expect(await own.isFound(BAIT)).toBe(false);
    expect(slow).toHaveLength(1);
    own.close();
  });

  it("start no thread while there are none", async () => {
    const { guard: own } = guard([]);
    expect(await own.isFound("anything")).toBe(false);
    expect(threads).toHaveLength(0);
  });

  it("answer what waits when they are taken away", async () => {
    const { guard: own } = guard([CATASTROPHE]);
    const waiting = own.isFound(BAIT);
    own.setPatterns([]);
    expect(await waiting).toBe(false);
  });
});
