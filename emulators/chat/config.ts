import { z } from "zod";

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
  /** Where before- and after-callbacks go; null switches them off. */
  callback: z.object({ url: z.url(), token: z.string() }).nullable(),
  controlToken: z.string().min(1),
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
  /** Ordinary messages a group lets through in one second. */
  messagesPerSecond: z.int().positive().default(40),
  /** True: profile and mute changes reach the members as group tips, which Tencent does not do in an AVChatRoom by default. */
  infoTips: z.boolean().default(false),
});

export type ChatConfig = z.output<typeof chatConfigSchema>;
export type ChatConfigInput = z.input<typeof chatConfigSchema>;
