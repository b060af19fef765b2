import { expect, test, tryPassword } from "../../support/fixtures";

test("the admin's desk opens for admins only, and tells others nothing", async ({ signedInAs, request }) => {
  expect((await (await signedInAs("admin")).get("/en/admin")).status()).toBe(200);
  for (const role of ["host", "user"] as const) {
    const page = await (await signedInAs(role)).get("/en/admin");
    expect(page.status()).toBe(404);
    expect(await page.text()).not.toContain("@example.com");
  }
  expect((await request.get("/en/admin")).status()).toBe(404);
});

test("the studio asks a visitor to sign in and to come back", async ({ request }) => {
  const answer = await request.get("/en/studio", { maxRedirects: 0 });
  expect(answer.status()).toBe(307);
  expect(answer.headers().location).toContain("/en/signin?next=");
});

test("a wrong password, also of nobody, signs nobody in", async ({ request, runtime }) => {
  for (const email of [runtime.accounts[1]?.email ?? "", "nobody@example.com"]) {
    expect(await tryPassword(request, email, "wrong")).toContain("code=credentials");
    expect(await (await request.get("/api/auth/session")).json()).toBeNull();
  }
});

test("guessing a password is stopped after ten tries a minute for one email from one place", async ({ request }) => {
  const email = `victim-${Date.now()}@example.com`;
  const answers: string[] = [];
  for (let tries = 0; tries < 21; tries++) answers.push(await tryPassword(request, email, "guess"));
  expect(answers[0]).toContain("code=credentials");
  expect(answers.some((answer) => !answer.includes("code=credentials"))).toBe(true);
});

test("upkeep is not for strangers", async ({ request }) => {
  expect((await request.post("/api/maintenance")).status()).toBe(401);
  expect((await request.post("/api/maintenance", { headers: { authorization: "Bearer x" } })).status()).toBe(401);
});

test("a path without a language leads to the visitor's own", async ({ request }) => {
  const to = async (path: string, headers: Record<string, string>) =>
    (await request.get(path, { headers, maxRedirects: 0 })).headers().location;
  expect(await to("/", { "accept-language": "en-GB,ja;q=0.5" })).toBe("/en");
  expect(await to("/rooms/abc?x=1", { "accept-language": "zh-CN" })).toBe("/zh/rooms/abc?x=1");
  expect(await to("/upcoming", { cookie: "NEXT_LOCALE=ja", "accept-language": "en" })).toBe("/ja/upcoming");
});

test("an address that does not exist answers in its own kind: JSON below /api, a page elsewhere", async ({ request }) => {
  const api = await request.get("/api/no/such/thing");
  expect([api.status(), (await api.json()).error.code]).toEqual([404, "not_found"]);
  for (const path of ["/nothing.txt", "/en/nothing", "/xx/rooms"]) {
    const page = await request.get(path);
    expect([path, page.status()]).toEqual([path, 404]);
    expect(page.headers()["x-frame-options"]).toBe("DENY");
  }
});

test("pages with forms are under a policy and in nobody's frame", async ({ request }) => {
  for (const path of ["/en/signin", "/ja/signup"]) {
    const headers = (await request.get(path)).headers();
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["content-security-policy"]).toContain("form-action 'self'");
  }
});

test("cached pages carry a policy without unsafe scripts, and every answer the safe headers", async ({ request }) => {
  for (let time = 0; time < 2; time++) {
    const headers = (await request.get("/en")).headers();
    expect(headers["content-security-policy"]).toMatch(/script-src 'self'( 'sha256-[^']+')+;/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-powered-by"]).toBeUndefined();
  }
});
