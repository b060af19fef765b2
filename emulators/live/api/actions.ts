import { z } from "zod";
import type { Clock } from "../../process";
import type { Ingest } from "../ingest";
import type { Publication } from "../publication";
import { ApiError } from "./api-error";

export interface ApiContext {
  ingest: Ingest;
  clock: Clock;
  pushDomain: string;
  appName: string;
}

/** One action: takes the call's parameters and gives the fields of `Response`. Throws ApiError or a ZodError. */
export type ApiAction = (parameters: unknown, context: ApiContext) => object;

const DAY_MS = 86_400_000;
const FORBIDDEN_DAYS = 7;
const LONGEST_FORBIDDEN_DAYS = 90;

const stream = { AppName: z.string(), DomainName: z.string(), StreamName: z.string().min(1) };
const streamInput = z.object(stream);
const forbidInput = z.object({ ...stream, ResumeTime: z.iso.datetime().optional(), Reason: z.string().max(2048).default("") });
const onlineInput = z.object({
  AppName: z.string().optional(),
  DomainName: z.string().optional(),
  StreamName: z.string().optional(),
  PageNum: z.int().min(1).default(1),
  PageSize: z.int().min(10).max(300_000).default(10),
});

/** The actions of CSS's API 3.0 (`2018-08-01`) that are known here. */
export const apiActions: Record<string, ApiAction> = {
  DescribeLiveStreamState: (parameters, context) => {
    const { StreamName } = ours(streamInput.parse(parameters), context);
    if (context.ingest.isForbidden(StreamName)) return { StreamState: "forbid" };
    return { StreamState: context.ingest.live(StreamName) ? "active" : "inactive" };
  },

  DescribeLiveStreamOnlineList: (parameters, context) => {
    const { AppName, DomainName, StreamName, PageNum, PageSize } = onlineInput.parse(parameters);
    const { appName, pushDomain, ingest } = context;
    const isAsked = (AppName ?? appName) === appName && (DomainName ?? pushDomain) === pushDomain;
    const all = isAsked ? ingest.all().filter(({ isLive }) => isLive) : [];
    const online = all.filter(({ request }) => (StreamName ?? request.streamName) === request.streamName);
    const page = online.slice((PageNum - 1) * PageSize, PageNum * PageSize);
    const counts = { TotalNum: online.length, TotalPage: Math.ceil(online.length / PageSize), PageNum, PageSize };
    return { ...counts, OnlineInfo: page.map((publication) => onlineInfo(publication, context)) };
  },

  /** A stream that is not live is no fault (docs: 267/20469). */
  DropLiveStream: (parameters, context) => {
    const { StreamName } = ours(streamInput.parse(parameters), context);
    context.ingest.drop(StreamName, "dropped by DropLiveStream");
    return {};
  },

  ForbidLiveStream: (parameters, context) => {
    const { StreamName, ResumeTime, Reason } = ours(forbidInput.parse(parameters), context);
    const nowMs = context.clock.nowMs();
    const untilMs = ResumeTime ? Date.parse(ResumeTime) : nowMs + FORBIDDEN_DAYS * DAY_MS;
    if (untilMs > nowMs + LONGEST_FORBIDDEN_DAYS * DAY_MS) {
      throw new ApiError("InvalidParameterValue", `ResumeTime is more than ${LONGEST_FORBIDDEN_DAYS} days away.`);
    }
    context.ingest.forbid(StreamName, { untilMs, reason: Reason });
    return {};
  },

  ResumeLiveStream: (parameters, context) => {
    const { StreamName } = ours(streamInput.parse(parameters), context);
    context.ingest.allow(StreamName);
    return {};
  },
};

/** Refuses what is about another account's domain. */
function ours<T extends { AppName: string; DomainName: string }>(input: T, { appName, pushDomain }: ApiContext): T {
  if (input.DomainName !== pushDomain)
    throw new ApiError("InvalidParameterValue", `There is no push domain ${input.DomainName}.`);
  if (input.AppName !== appName) throw new ApiError("InvalidParameterValue", `There is no application ${input.AppName}.`);
  return input;
}

function onlineInfo({ request, startedMs }: Publication, { appName, pushDomain }: ApiContext) {
  const time = new Date(startedMs ?? 0).toISOString().replace(/\.\d+Z$/, "Z");
  const name = { StreamName: request.streamName, AppName: appName, DomainName: pushDomain };
  return { ...name, PublishTimeList: [{ PublishTime: time }], PushToDelay: 0 };
}
