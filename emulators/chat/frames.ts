import { z } from "zod";
import type { ImError } from "./errors";

/** What a command answers with, without the envelope. */
export type Answer = Record<string, unknown>;

/** A whole answer body that is already JSON, so that a list shared by many clients is encoded once. */
export class EncodedBody {
  constructor(readonly json: string) {}
}

/** The head of a frame the SDK sends. Everything in it is under the client's control. */
export const headSchema = z.looseObject({
  servcmd: z.string(),
  seq: z.number(),
  identifier: z.string().optional(),
  usersig: z.string().optional(),
  a2: z.string().optional(),
  status_instid: z.number().optional(),
  sdkappid: z.number().optional(),
});

export type Head = z.output<typeof headSchema>;

export const frameSchema = z.object({ head: headSchema, body: z.unknown() });

const OK = { ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" };

/** The envelope of a successful answer, the same over REST and over the socket. */
export function okBody(answer: Answer): Answer {
  return { ...OK, ...answer };
}

/** The envelope of a refusal. */
export function failBody(error: ImError, extra: Answer = {}): Answer {
  return { ActionStatus: "FAIL", ErrorCode: error.code, ErrorInfo: error.message, ...extra };
}

/** A frame that answers the one with `head`: the SDK matches on servcmd and seq. */
export function answerFrame(head: Pick<Head, "servcmd" | "seq">, bodyJson: string): string {
  return `{"head":{"ver":"v4","servcmd":${JSON.stringify(head.servcmd)},"seq":${head.seq}},"body":${bodyJson}}`;
}

/** A frame the SDK did not ask for. */
export function pushFrame(seq: number, events: readonly Answer[]): string {
  return answerFrame({ servcmd: "im_open_push.msg_push", seq }, JSON.stringify({ EventArray: events }));
}
