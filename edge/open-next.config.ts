import { defineCloudflareConfig } from "@opennextjs/cloudflare";
import memoryQueue from "@opennextjs/cloudflare/overrides/queue/memory-queue";
import { pageStore, tagStore } from "./page-cache";

// What the adapter between Next and workerd is to use: our own caches in Redis; pages that are only old are renewed in the
// background by a request of the worker to itself.
export default {
  ...defineCloudflareConfig({ incrementalCache: pageStore, tagCache: tagStore, queue: memoryQueue }),
  buildCommand: "node node_modules/next/dist/bin/next build",
};
