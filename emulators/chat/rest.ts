import type { IncomingMessage } from "node:http";
import { readText } from "../control";
import type { Actor, Chat } from "./chat";
import { ImError, imError } from "./errors";
import { type Answer, DEEPEST_JSON, failBody, isTooDeep, okBody } from "./frames";
import { GatewayFailure } from "./outages";
import { REST_COMMANDS } from "./rest-commands";
import { unknownCommand } from "./unknown-commands";
import { verifyUserSig } from "./user-sig";

/** The body of the answer to one REST call. Tencent answers HTTP 200 whatever comes of it, so this never throws. */
export async function answerRest(chat: Chat, request: IncomingMessage): Promise<Answer | GatewayFailure> {
  await chat.faults.untilThawed();
  try {
    if (!URL.canParse(request.url ?? "", "http://chat")) throw imError(60002, "no address");
    const url = new URL(request.url ?? "", "http://chat");
    const command = /^\/v4\/(\w+\/\w+)$/.exec(url.pathname)?.[1] ?? "";
    const operation = REST_COMMANDS.get(command);
    if (request.method !== "POST") throw imError(60002, "only POST is answered");
    if (!operation) throw unknownCommand(chat, url.pathname);
    const actor = authorize(chat, url.searchParams, request);
    const body = await readBody(request);
    await chat.outages.meet(body);
    chat.restBudgets.take(command, chat.clock.machineMs());
    chat.faults.raise(command);
    return okBody(await operation(chat, actor, body));
  } catch (error) {
    if (error instanceof GatewayFailure) return error;
    if (!(error instanceof ImError)) console.error(`chat: ${request.url?.split("?")[0]}`, error);
    return failBody(error instanceof ImError ? error : imError(10002));
  }
}

function authorize(chat: Chat, query: URLSearchParams, request: IncomingMessage): Actor {
  const { sdkAppId, secretKey, adminUserId } = chat.config;
  if (!query.get("sdkappid")) throw imError(60012);
  if (query.get("sdkappid") !== String(sdkAppId)) throw imError(60006);
  const userId = query.get("identifier") ?? "";
  const code = verifyUserSig(query.get("usersig") ?? "", userId, { sdkAppId, secretKey, nowSeconds: chat.clock.nowSeconds() });
  if (code !== 0) throw imError(code);
  if (userId !== adminUserId) throw imError(60010);
  return { userId, clientIp: request.socket.remoteAddress ?? "", platform: "RESTAPI" };
}

/** The JSON of a call. An empty body is refused: Tencent wants at least `{}`. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  try {
    const text = await readText(request);
    if (text === "") throw imError(60003, "the body is empty");
    if (isTooDeep(text, DEEPEST_JSON)) throw imError(60003, `nested deeper than ${DEEPEST_JSON}`);
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw imError(60002, error.message);
    if (error instanceof SyntaxError) throw imError(60003);
    throw error;
  }
}
