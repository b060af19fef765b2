import { z } from "zod";

const port = z.int().min(0).max(65535);

/** The live emulator's configuration. Port 0 means any free port; the real one is in the ready message. */
export const liveConfig = z.object({
  host: z.string().default("127.0.0.1"),
  rtmpPort: port,
  httpPort: port,
  dataDir: z.string().min(1),
  appName: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .default("live"),
  pushDomain: z.string().min(1),
  pushKey: z.string().min(1),
  pullKey: z.string().min(1),
  callback: z
    .object({ url: z.url(), key: z.string(), appId: z.int().default(1_250_000_000), retryMs: z.int().positive().default(60_000) })
    .nullable()
    .default(null),
  /** Addresses to report in the ready message, where they differ from where the emulator listens (a proxy, a container). */
  publicRtmp: z.string().optional(),
  publicHttp: z.string().optional(),
  controlToken: z.string().min(1),
  /** Keys of API 3.0; without them nobody can call it. It listens on the loopback alone. */
  api: z
    .object({ port: port.default(0), secretId: z.string().min(1), secretKey: z.string().min(1) })
    .nullable()
    .default(null),
  recording: z
    .object({
      quotaBytes: z
        .int()
        .positive()
        .default(20 * 2 ** 30),
      longestMs: z.int().positive().default(7_200_000),
      shortestMs: z.int().positive().default(1_000),
      except: z.array(z.string()).default([]),
    })
    .prefault({}),
  /** How often a picture of each live stream is taken, where ffmpeg is installed. */
  snapshotMs: z.int().positive().default(20_000),
  /** How often faults of a push are told, when there are any. */
  faultReportMs: z.int().positive().default(5_000),
  /** How far back a viewer of HLS may go. */
  dvrWindowMs: z.int().positive().default(300_000),
  maxConnectionsPerAddress: z.int().positive().default(200),
  idleMs: z.int().positive().default(70_000),
  /** How long a connection may take to start publishing. */
  setupMs: z.int().positive().default(10_000),
  /** A publisher silent for longer than this gives way to a second push of the same stream. */
  staleMs: z.int().positive().default(5_000),
});

export type LiveConfig = z.output<typeof liveConfig>;
/** The configuration as written: fields with a default may be left out. */
export type LiveConfigInput = z.input<typeof liveConfig>;
