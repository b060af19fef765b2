import { runEmulator } from "../process";
import { type ChatConfig, chatConfigSchema } from "./config";
import { startChatEmulator } from "./server";

await runEmulator<ChatConfig>(chatConfigSchema, startChatEmulator);
