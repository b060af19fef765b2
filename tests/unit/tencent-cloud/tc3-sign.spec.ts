import { describe, expect, it } from "vitest";
import { tc3Authorization } from "@/lib/tencent-cloud/tc3-sign";

const call = {
  host: "tms.tencentcloudapi.com",
  service: "tms",
  contentType: "application/json",
  payload: '{"Content":"aGVsbG8="}',
  secretId: "AKIDEXAMPLE",
  secretKey: "SKEXAMPLE",
  nowSeconds: 1_700_000_000,
};

describe("the signature of a call of Tencent Cloud", () => {
  // The example of Tencent's documents: cloud.tencent.com/document/api/213/30654, with the keys as they are printed there.
  it("is the one of Tencent's documents", () => {
    const example = tc3Authorization({
      host: "cvm.tencentcloudapi.com",
      service: "cvm",
      contentType: "application/json; charset=utf-8",
      payload: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
      secretId: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
      secretKey: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
      nowSeconds: 1_551_113_065,
    });
    expect(example).toMatch(/Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168$/);
  });

  // By the steps of Tencent's SDK (tencentcloud-sdk-nodejs, common/sign.js), computed apart.
  it("is the one that Tencent's SDK makes for a call of TMS", () => {
    expect(tc3Authorization(call)).toBe(
      "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2023-11-14/tms/tc3_request, SignedHeaders=content-type;host, " +
        "Signature=e05fc8e0554badc16b9c61c761e3f9f88505096951243bbd79a2c7f6cfb6a5b6",
    );
  });

  it("covers what is sent, when, to whom, and the key", () => {
    const signatures = [
      call,
      { ...call, payload: '{"Content":"aGVsbG9v"}' },
      { ...call, nowSeconds: call.nowSeconds + 1 },
      { ...call, host: "ims.tencentcloudapi.com" },
      { ...call, service: "ims" },
      { ...call, secretKey: "OTHER" },
      { ...call, contentType: "application/json; charset=utf-8" },
    ].map(tc3Authorization);
    expect(new Set(signatures).size).toBe(signatures.length);
  });
});
