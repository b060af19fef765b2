import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { z } from "zod";
import { readText } from "../../control";
import { type ApiContext, apiActions } from "./actions";
import { ApiError } from "./api-error";
import { type ApiKeys, checkTc3 } from "./tc3";

const VERSION = "2018-08-01";

/** The last call of an action, as the control action `calls` shows it. */
export interface ApiCall {
  action: string;
  parameters: unknown;
  /** `ok`, or the code of the refusal. */
  outcome: string;
}

const KEPT_CALLS = 100;

/** Stands in for `live.tencentcloudapi.com`: one address, the action in a header, signed calls only. Meant for the product's server alone. */
export class ApiServer {
  readonly server: Server;
  readonly recent: ApiCall[] = [];
  /** While true every call fails, as if Tencent had a problem. */
  isDown = false;

  constructor(
    private readonly keys: ApiKeys,
    private readonly context: ApiContext,
  ) {
    this.server = createServer(async (request, response) => {
      const body = await this.answer(request);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ Response: { ...body, RequestId: randomUUID() } }));
    });
    this.server.on("clientError", (_error, socket) => socket.destroy());
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage): Promise<object> {
    const call: ApiCall = { action: String(request.headers["x-tc-action"] ?? ""), parameters: null, outcome: "ok" };
    try {
      return await this.carryOut(request, call);
    } catch (error) {
      const refusal = refusalOf(error);
      call.outcome = refusal.Code;
      return { Error: refusal };
    } finally {
      this.recent.push(call);
      if (this.recent.length > KEPT_CALLS) this.recent.shift();
    }
  }

  private async carryOut(request: IncomingMessage, call: ApiCall): Promise<object> {
    const payload = await readText(request);
    if (request.method !== "POST" || request.url !== "/") throw new ApiError("InvalidRequest", "Calls are POST to /.");
    checkTc3(request.headers, payload, this.keys, this.context.clock.nowSeconds());
    if (this.isDown) throw new ApiError("InternalError", "fault: apiDown");
    const action = Object.hasOwn(apiActions, call.action) ? apiActions[call.action] : undefined;
    if (!action) throw new ApiError("InvalidAction", `The action ${call.action} is not known here.`);
    if (request.headers["x-tc-version"] !== VERSION) throw new ApiError("NoSuchVersion", `The version is ${VERSION}.`);
    call.parameters = JSON.parse(payload);
    return action(call.parameters, this.context);
  }
}

function refusalOf(error: unknown): { Code: string; Message: string } {
  if (error instanceof ApiError) return { Code: error.code, Message: error.message };
  if (error instanceof z.ZodError) {
    const isMissing = error.issues.some((issue) => issue.code === "invalid_type" && issue.input === undefined);
    return { Code: isMissing ? "MissingParameter" : "InvalidParameter", Message: z.prettifyError(error) };
  }
  if (error instanceof SyntaxError) return { Code: "InvalidParameter", Message: "The body is not JSON." };
  if (error instanceof RangeError) return { Code: "RequestSizeLimitExceeded", Message: error.message };
  console.error("live: an API call failed:", error);
  return { Code: "InternalError", Message: String(error) };
}
