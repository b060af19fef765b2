import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

const PageCache = createRequire(import.meta.url)("../../../cache-handler.cjs");
const { policyForHtml } = createRequire(import.meta.url)("../../../csp.cjs");

const page = (html: string, tags: string) => ({ kind: "APP_PAGE", html, headers: { "x-next-cache-tags": tags } });
const context = { kind: "APP_PAGE" };

describe("the page cache", () => {
  it("gives a page back with a policy that allows its inline scripts and no others", async () => {
    const cache = new PageCache();
    await cache.set("/a", page('<script src="/x.js"></script><script>self.a=1</script>', "t"), context);
    const { value } = await cache.get("/a", context);
    const hash = createHash("sha256").update("self.a=1").digest("base64");
    expect(value.headers["content-security-policy"]).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(value.headers["content-security-policy"]).not.toContain("unsafe-inline' 'sha");
  });

  it("does not give a page back whose tag was expired, also when it was being rendered at that time", async () => {
    const cache = new PageCache();
    await cache.set("/b", page("old", "room:b"), context);
    await cache.revalidateTag(["room:b"]);
    expect(await cache.get("/b", context)).toBeNull();

    expect(await cache.get("/c", context)).toBeNull(); // rendering begins
    await cache.revalidateTag(["room:c"]);
    await cache.set("/c", page("made from what was true before", "room:c"), context);
    expect(await cache.get("/c", context)).toBeNull();
    await cache.set("/c", page("new", "room:c"), context);
    expect((await cache.get("/c", context))?.value.html).toBe("new");
  });

  it("keeps pages of other tags", async () => {
    const cache = new PageCache();
    await cache.set("/d", page("kept", "room:d"), context);
    await cache.revalidateTag("room:e");
    expect((await cache.get("/d", context))?.value.html).toBe("kept");
  });
});

describe("the policy", () => {
  it("names chat and streams, allows blob workers for the chat SDK, and nothing is allowed by default", () => {
    process.env.IM_PROXY_SERVER = "wss://chat.example";
    process.env.LIVE_PULL_URL = "https://play.example/live";
    const policy: string = policyForHtml("<p></p>");
    expect(policy).toContain("connect-src 'self' wss://chat.example https://play.example;");
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).toMatch(/^default-src 'none'/);
  });
});
