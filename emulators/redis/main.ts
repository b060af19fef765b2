import { z } from "zod";
import { startControl } from "../control";
import { runEmulator } from "../process";
import { openEngine } from "./engine";
import { startRedisServer } from "./server";

const config = z.strictObject({ host: z.string(), port: z.int(), token: z.string(), controlToken: z.string() });

await runEmulator(config, async ({ host, port, token, controlToken }) => {
  const engine = await openEngine();
  const server = await startRedisServer({ host, port, token }, engine);
  const control = await startControl(controlToken, {
    reset: () => engine.call(["FLUSHALL"]),
    state: async () => ({ keys: await engine.call(["DBSIZE"]), requests: server.requests() }),
  });
  return {
    ready: { url: server.url, token, control: control.url },
    close: async () => {
      await control.close();
      await server.close();
      await engine.close();
    },
  };
});
