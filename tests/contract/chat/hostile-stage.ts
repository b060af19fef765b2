import { expect, test } from "@playwright/test";
import type { ChatConfigInput } from "../../../emulators/chat/config";
import { soon } from "../../support/soon";
import { startEmulatorProcess } from "./emulator-process";
import { type Harness, startHarness, type textBody } from "./harness";
import type { RawClient } from "./raw-client";

/** More than the noise of a collector, and less than any of the attacks would take if it were let. */
const MOST_GROWTH_BYTES = 32 << 20;

/** The counters of the control action `state` that attacks raise. */
interface Load {
  cutMalformed: number;
  cutFlooding: number;
  cutUnread: number;
  cutStalled: number;
  unknownCommands: number;
  bytesIn: number;
}

/** What the process takes, and the most it ever took. */
interface Memory {
  residentBytes: number;
  peakBytes: number;
}

/** An emulator in a process of its own, somebody hostile, and somebody who behaves and must not notice. */
export interface HostileStage {
  harness: Harness;
  groupId: string;
  witness: RawClient & { userId: string };
  /** The texts the witness has read. */
  witnessed: string[];
  load(): Promise<Load>;
  /** Sockets that are open. */
  sockets(): Promise<number>;
}

/** Sets the stage for all tests of a file. After each the witness writes and reads, and the memory of the emulator is flat. */
export function setHostileStage(config: Partial<ChatConfigInput> = {}): HostileStage {
  const stage = { witnessed: [] as string[] } as HostileStage; // filled before the first test
  let messages = 0;
  let resting: Memory;
  const state = () => stage.harness.control<{ load: Load; sockets: number; memory: Memory }>("state");
  stage.load = async () => (await state()).load;
  stage.sockets = async () => (await state()).sockets;

  const speak = async () => {
    messages += 1;
    await stage.witness.send(stage.groupId, `fine ${messages}`);
    await soon(() => stage.witnessed.at(-1)).toBe(`fine ${messages}`);
    expect(stage.witnessed.filter((text) => text.startsWith("fine"))).toHaveLength(messages);
  };
  test.beforeAll(async () => {
    stage.harness = await startHarness({ callback: null, start: startEmulatorProcess, ...config });
    stage.groupId = await stage.harness.openGroup();
    stage.witness = await stage.harness.logIn();
    stage.witness.onMessage((item) => {
      const [element] = item.Event === 3 ? (item.MsgBody as ReturnType<typeof textBody>) : [];
      if (element) stage.witnessed.push(element.MsgContent.Text);
    });
    await stage.witness.join(stage.groupId);
    for (let count = 0; count < 20; count += 1) await speak();
    resting = (await state()).memory;
  });
  test.afterEach(async () => {
    await speak();
    const { memory } = await state();
    expect(memory.residentBytes - resting.residentBytes).toBeLessThan(MOST_GROWTH_BYTES);
    expect(memory.peakBytes - resting.peakBytes).toBeLessThan(MOST_GROWTH_BYTES);
  });
  test.afterAll(() => stage.harness.close());
  return stage;
}
