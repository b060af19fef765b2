import { createHash, createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const SECRET_ID = "AKIDofthetests";
const SECRET_KEY = "keyofthetests";

/** The actions that the app calls, the service of each, and what of the body is judged. */
const actions: Record<string, { service: string; field: string }> = {
  TextModeration: { service: "tms", field: "Content" },
  ImageModeration: { service: "ims", field: "FileContent" },
};

/**
 * Stands for the calls of Tencent's text and image moderation that the app makes. A text or a picture whose bytes say so is
 * blocked, put aside for review, or never answered; every other passes. What is not signed as Tencent's documents say is refused,
 * so that what is to be blocked would pass.
 */
export async function startModerationApi() {
  const server = createServer(async (request, response) => {
    const answer = (body: object) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ Response: body }));
    let payload = "";
    for await (const chunk of request) payload += chunk;
    const { host = "", authorization = "", "content-type": type = "", "x-tc-timestamp": time = "0" } = request.headers;
    const action = request.headers["x-tc-version"] === "2020-12-29" ? actions[String(request.headers["x-tc-action"])] : undefined;
    if (!action || authorization !== signed(action.service, host, type, payload, Number(time))) {
      return answer({ Error: { Code: "AuthFailure.SignatureFailure", Message: "bad signature" }, RequestId: "1" });
    }
    const content = Buffer.from(String(JSON.parse(payload)[action.field]), "base64").toString("latin1");
    const says = (word: string) => content.includes(`${action.service}-${word}`);
    if (says("silent")) return; // the app gives up by itself
    const suggestion = says("block") ? "Block" : says("review") ? "Review" : "Pass";
    answer({ Suggestion: suggestion, Label: suggestion === "Pass" ? "Normal" : "Abuse", Score: 90, RequestId: "1" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = {
    TMS_SECRET_ID: SECRET_ID,
    TMS_SECRET_KEY: SECRET_KEY,
    TMS_URL: url,
    IMS_SECRET_ID: SECRET_ID,
    IMS_SECRET_KEY: SECRET_KEY,
    IMS_URL: url,
    IMS_TIMEOUT_MS: "1000",
  };
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { env, close };
}

function signed(service: string, host: string, type: string, payload: string, seconds: number): string {
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const mac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const date = new Date(seconds * 1_000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const canonical = ["POST", "/", "", `content-type:${type}`, `host:${host}`, "", "content-type;host", hash(payload)].join("\n");
  const key = mac(mac(mac(`TC3${SECRET_KEY}`, date), service), "tc3_request");
  const signature = mac(key, ["TC3-HMAC-SHA256", seconds, scope, hash(canonical)].join("\n")).toString("hex");
  return `TC3-HMAC-SHA256 Credential=${SECRET_ID}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`;
}
