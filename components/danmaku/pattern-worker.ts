import { type PatternNews, type PatternTask, runPatterns } from "./pattern-messages";

// Runs viewers' own regular expressions where one that takes for ever holds nothing up: its owner ends the worker.

const tell = (news: PatternNews) => self.postMessage(news);

self.onmessage = ({ data: task }: MessageEvent<PatternTask>) => {
  const found = runPatterns(task, (pattern) => tell({ kind: "at", id: task.id, pattern }));
  tell({ kind: "done", id: task.id, found });
};

tell({ kind: "ready" });
