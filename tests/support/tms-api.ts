import { createHash, createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const SECRET_ID = "AKIDofthetests";
const SECRET_KEY = "keyofthetests";

/**
 * Stands for the one call of Tencent's text moderation that the app makes. A text that says so is blocked, put aside for review,
 * or never answered; every other passes. What is not signed as Tencent's documents say is refused, so that a text to be blocked
 * would pass.
 */
export async function startTmsApi() {
  const server = createServer(async (request, response) => {
    const answer = (body: object) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ Response: body }));
    let payload = "";
    for await (const chunk of request) payload += chunk;
    const { host = "", authorization = "", "content-type": type = "", "x-tc-timestamp": time = "0" } = request.headers;
    const isTextModeration =
      request.headers["x-tc-action"] === "TextModeration" && request.headers["x-tc-version"] === "2020-12-29";
    if (!isTextModeration || authorization !== signed(host, type, payload, Number(time))) {
      return answer({ Error: { Code: "AuthFailure.SignatureFailure", Message: "bad signature" }, RequestId: "1" });
    }
    const text = Buffer.from(String(JSON.parse(payload).Content), "base64").toString("utf8");
    if (text.includes("tms-silent")) return; // the app gives up by itself
    const suggestion = text.includes("tms-block") ? "Block" : text.includes("tms-review") ? "Review" : "Pass";
    answer({ Suggestion: suggestion, Label: suggestion === "Pass" ? "Normal" : "Abuse", Score: 90, RequestId: "1" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { TMS_SECRET_ID: SECRET_ID, TMS_SECRET_KEY: SECRET_KEY, TMS_URL: url };
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { env, close };
}

function signed(host: string, type: string, payload: string, seconds: number): string {
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const mac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const date = new Date(seconds * 1_000).toISOString().slice(0, 10);
  const scope = `${date}/tms/tc3_request`;
  const canonical = ["POST", "/", "", `content-type:${type}`, `host:${host}`, "", "content-type;host", hash(payload)].join("\n");
  const key = mac(mac(mac(`TC3${SECRET_KEY}`, date), "tms"), "tc3_request");
  const signature = mac(key, ["TC3-HMAC-SHA256", seconds, scope, hash(canonical)].join("\n")).toString("hex");
  return `TC3-HMAC-SHA256 Credential=${SECRET_ID}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`;
}
