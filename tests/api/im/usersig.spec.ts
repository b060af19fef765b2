import { createHmac } from "node:crypto";
import { inflateSync } from "node:zlib";
import { userSigGrant } from "../../../lib/im/schema";
import { expect, test } from "../../support/fixtures";

test("a signed-in user gets a UserSig for the own account that Tencent's algorithm accepts", async ({ signedInAs, runtime }) => {
  const user = await signedInAs("user");
  const answer = await user.post("/api/im/usersig", { data: {} });
  expect(answer.status()).toBe(200);
  expect(answer.headers()["cache-control"]).toBe("no-store");
  const grant = userSigGrant.parse(await answer.json());
  const bytes = Buffer.from(grant.userSig.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "="), "base64");
  const claims = JSON.parse(inflateSync(bytes).toString());
  const text =
    `TLS.identifier:${grant.userId}\nTLS.sdkappid:${runtime.chat.sdkAppId}\n` +
    `TLS.time:${claims["TLS.time"]}\nTLS.expire:${claims["TLS.expire"]}\n`;
  expect(claims["TLS.sig"]).toBe(createHmac("sha256", runtime.chat.secretKey).update(text).digest("base64"));
  expect(grant.expiresAtMs).toBe((claims["TLS.time"] + claims["TLS.expire"]) * 1000);
});

test("a visitor without an account gets 401 and no UserSig", async ({ request }) => {
  const answer = await request.post("/api/im/usersig", { data: {} });
  expect(answer.status()).toBe(401);
  expect(await answer.json()).toEqual({ error: { code: "unauthenticated", message: expect.any(String) } });
});

test("a page of another site gets 403, whatever cookie the browser sends", async ({ signedInAs }) => {
  const user = await signedInAs("user");
  const answer = await user.post("/api/im/usersig", { data: {}, headers: { origin: "https://evil.example" } });
  expect(answer.status()).toBe(403);
});

test("a body that is not JSON, too large or of another shape gets a 4xx with one sentence", async ({ signedInAs }) => {
  const user = await signedInAs("user");
  const json = { "content-type": "application/json" };
  const notJson = await user.post("/api/im/usersig", { data: Buffer.from("{no"), headers: json });
  expect([notJson.status(), (await notJson.json()).error.code]).toEqual([400, "invalid_input"]);
  const form = await user.post("/api/im/usersig", { form: { a: "1" } });
  expect([form.status(), (await form.json()).error.code]).toEqual([415, "unsupported_media_type"]);
  const large = await user.post("/api/im/usersig", { data: Buffer.from(`"${"a".repeat(70_000)}"`), headers: json });
  expect([large.status(), (await large.json()).error.code]).toEqual([413, "payload_too_large"]);
  const unknown = await user.post("/api/im/usersig", { data: { userId: "administrator" } });
  expect([unknown.status(), (await unknown.json()).error.code]).toEqual([400, "invalid_input"]);
});

test("an error is told in the reader's language", async ({ request }) => {
  const sentences = await Promise.all(
    ["ja", "en", "zh-CN"].map(async (language) => {
      const answer = await request.post("/api/im/usersig", { data: {}, headers: { "accept-language": language } });
      return (await answer.json()).error.message;
    }),
  );
  expect(sentences).toEqual(["先にログインしてください。", "Please sign in first.", "请先登录。"]);
});
