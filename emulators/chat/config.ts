import { z } from "zod";
import { ABILITIES } from "./abilities";
import { CALLBACK_NAMES } from "./callback-commands";

/** Configuration of the chat emulator, handed over by `emulators/run.ts` in `EMULATOR_CONFIG`. */
export const chatConfigSchema = z.object({
  host: z.string().default("127.0.0.1"),
  /** 0 picks a free port. */
  port: z.int().min(0).max(65535).default(0),
  /** Created when missing; holds the journal. */
  dataDir: z.string().min(1),
  sdkAppId: z.int().positive(),
  secretKey: z.string().min(1),
  adminUserId: z.string().min(1),
  /** Where before- and after-callbacks go, and which, as one ticks them in the console; null switches all off. */
  callback: z
    .object({ url: z.url(), token: z.string(), commands: z.array(z.enum(CALLBACK_NAMES)).default(CALLBACK_NAMES) })
    .nullable(),
  /** How long the app may take for a callback. Tencent's two seconds cannot be changed. */
  callbackTimeoutMs: z.int().positive().default(2_000),
  /** How often an after-callback that got no answer in time is sent again. Before-callbacks never are. */
  afterCallbackRetries: z.int().min(0).max(10).default(0),
  /** Tencent's pages show the milliseconds of `EventTime` as a number and as a string. */
  callbackEventTime: z.enum(["number", "text"]).default("number"),
  controlToken: z.string().min(1),
  /** What the edition of the application includes; the highest includes all. */
  abilities: z.array(z.enum(ABILITIES)).default(ABILITIES),
  /** Entries of the SDK's cloud configuration beside or instead of the emulator's own. */
  cloudConfig: z.record(z.string(), z.string()).default({}),
  /** False: a second login of the same user kicks the first, as a new Tencent application does. */
  multiLogin: z.boolean().default(false),
  /** How long an empty poll waits for news. The SDK gives up at 15 seconds. */
  holdMs: z.int().min(0).max(14_000).default(8_000),
  /** What happens to a message when the before-send callback gives no usable answer. */
  beforeSendDefault: z.enum(["deliver", "refuse"]).default("deliver"),
  /** How long a member without a socket still counts as present. */
  graceMs: z.int().min(0).default(5_000),
  /** A socket that has sent nothing for this long is cut. */
  silenceMs: z.int().positive().default(30_000),
  /** A socket whose client has unread bytes and has taken none for this long is cut. */
  stallMs: z.int().positive().default(20_000),
  /** Ordinary messages a group lets through in one second. */
  messagesPerSecond: z.int().positive().default(40),
  /** The longest message. Older pages of Tencent say 8 KB, newer ones 12. */
  messageBytes: z.int().positive().default(8_000),
  /** Calls of one REST API in a second; of those that import, check or delete accounts half as many. */
  restCallsPerSecond: z.int().positive().default(200),
  /** True: who joins a group leaves all others, in every tab, as Tencent does without `unlimitedAVChatRoom`. */
  oneRoomPerUser: z.boolean().default(false),
  /** From this size on the journal is compacted whenever it has doubled. */
  journalBytes: z
    .int()
    .positive()
    .default(8 << 20),
  /** True: profile and mute changes reach the members as group tips, which Tencent does not do in an AVChatRoom by default. */
  infoTips: z.boolean().default(false),
});

export type ChatConfig = z.output<typeof chatConfigSchema>;
export type ChatConfigInput = z.input<typeof chatConfigSchema>;
