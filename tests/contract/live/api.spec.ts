import { tc3Authorization } from "../../../lib/tencent-cloud/tc3-sign";
import { soon } from "../../support/soon";
import { expect, LiveProcess, test } from "./support";

const KEYS = { secretId: "AKIDcontract", secretKey: "the key of the contract" };
test.use({ liveChanges: { api: KEYS } });

interface CallOptions {
  headers?: Record<string, string>;
  secretId?: string;
  secretKey?: string;
  nowSeconds?: number;
}

/** Calls the API as the product signs its calls. */
async function call(url: string, action: string, parameters: object, options: CallOptions = {}) {
  const { headers, nowSeconds = Math.floor(Date.now() / 1000), ...keys } = options;
  const payload = JSON.stringify(parameters);
  const contentType = "application/json";
  const signed = { host: new URL(url).host, service: "live", contentType, payload, nowSeconds, ...KEYS, ...keys };
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      authorization: tc3Authorization(signed),
      "content-type": contentType,
      "x-tc-action": action,
      "x-tc-version": "2018-08-01",
      "x-tc-timestamp": String(nowSeconds),
      ...headers,
    },
    body: payload,
  });
  const { Response } = await answer.json();
  expect([answer.status, typeof Response.RequestId]).toEqual([200, "string"]);
  return Response;
}

const streamOf = (streamName: string) => ({ DomainName: "push.test", AppName: "live", StreamName: streamName });

test("a stream's state and place in the list of live ones are what a push makes of them, and a drop cuts it", async ({
  live,
  push,
  streamName,
  callbacks,
}) => {
  const stream = streamOf(streamName);
  expect(await call(live.api, "DescribeLiveStreamState", stream)).toMatchObject({ StreamState: "inactive" });
  expect((await call(live.api, "DropLiveStream", stream)).Error).toBeUndefined(); // as Tencent does
  const pushing = push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  expect(await call(live.api, "DescribeLiveStreamState", stream)).toMatchObject({ StreamState: "active" });
  const online = await call(live.api, "DescribeLiveStreamOnlineList", { DomainName: "push.test", PageSize: 10, PageNum: 1 });
  expect(online).toMatchObject({ TotalNum: 1, TotalPage: 1, OnlineInfo: [{ StreamName: streamName, AppName: "live" }] });
  expect(Date.parse(online.OnlineInfo[0].PublishTimeList[0].PublishTime)).toBeLessThanOrEqual(Date.now());
  await call(live.api, "DropLiveStream", stream);
  await pushing.exited;
  await soon(() => callbacks.of(streamName)[1]?.errmsg).toBe("dropped by DropLiveStream");
  push(live.pushUrl(streamName));
  await live.waitLive(streamName); // dropped is not forbidden
});

test("a forbidden stream is cut and refused with the reason, also by a server that was killed since, until it is resumed", async ({
  liveConfig,
  push,
  streamName,
}) => {
  const stream = streamOf(streamName);
  const first = await LiveProcess.start(liveConfig);
  const pushing = push(first.pushUrl(streamName));
  await first.waitLive(streamName);
  await call(first.api, "ForbidLiveStream", { ...stream, Reason: "not here" });
  await pushing.exited;
  await first.stop("SIGKILL");
  const second = await LiveProcess.start(liveConfig);
  expect(await call(second.api, "DescribeLiveStreamState", stream)).toMatchObject({ StreamState: "forbid" });
  const refused = push(second.pushUrl(streamName));
  expect(await refused.exited).not.toBe(0);
  expect(refused.stderr()).toContain("the stream is forbidden: not here");
  await call(second.api, "ResumeLiveStream", stream);
  push(second.pushUrl(streamName));
  await second.waitLive(streamName);
  const soonOver = new Date(Date.now() + 60_000).toISOString().replace(/\.\d+Z/, "Z");
  await call(second.api, "ForbidLiveStream", { ...stream, ResumeTime: soonOver });
  await second.act("clock", { offsetMs: 61_000 });
  const nowSeconds = Math.floor(Date.now() / 1000) + 61;
  expect(await call(second.api, "DescribeLiveStreamState", stream, { nowSeconds })).toMatchObject({ StreamState: "inactive" });
  await second.stop();
});

test("calls that are not signed with the account's key, now, and whole are refused with Tencent's codes", async ({
  live,
  streamName,
}) => {
  const stream = streamOf(streamName);
  const code = async (action: string, parameters: object, options: CallOptions = {}) =>
    (await call(live.api, action, parameters, options)).Error?.Code;
  const longAgo = Math.floor(Date.now() / 1000) - 600;
  expect(await code("DropLiveStream", stream, { secretKey: "another" })).toBe("AuthFailure.SignatureFailure");
  expect(await code("DropLiveStream", stream, { secretId: "AKIDother" })).toBe("AuthFailure.SecretIdNotFound");
  expect(await code("DropLiveStream", stream, { nowSeconds: longAgo })).toBe("AuthFailure.SignatureExpire");
  expect(await code("DropLiveStream", stream, { headers: { authorization: "Bearer x" } })).toBe(
    "AuthFailure.InvalidAuthorization",
  );
  expect(await code("DropEverything", {})).toBe("InvalidAction");
  expect(await code("DropLiveStream", stream, { headers: { "x-tc-version": "2017-01-01" } })).toBe("NoSuchVersion");
  expect(await code("DropLiveStream", { DomainName: "push.test", AppName: "live" })).toBe("MissingParameter");
  expect(await code("DropLiveStream", { ...stream, DomainName: "other.test" })).toBe("InvalidParameterValue");
  expect(await code("ForbidLiveStream", { ...stream, ResumeTime: "2099-01-01T00:00:00Z" })).toBe("InvalidParameterValue");
});
