import type { FileHandle } from "node:fs/promises";
import { u32 } from "./boxes";

const BUFFER_BYTES = 64 << 10;

/** Appends boxes to a file whose sizes are not known before their content is written. Holds 64 KB, however long they become. */
export class BoxFile {
  private parts: Buffer[] = [];
  private waiting = 0;
  private readonly open: number[] = [];

  constructor(
    private readonly handle: FileHandle,
    private position: number,
  ) {}

  /** Where the next byte goes. */
  get end(): number {
    return this.position + this.waiting;
  }

  async put(...parts: readonly Buffer[]): Promise<void> {
    for (const part of parts) {
      this.parts.push(part);
      this.waiting += part.length;
    }
    if (this.waiting >= BUFFER_BYTES) await this.flush();
  }

  /** Begins a box; what is put until `close` is its content. */
  async begin(type: string, ...head: readonly Buffer[]): Promise<void> {
    this.open.push(this.end);
    await this.put(u32(0), Buffer.from(type, "latin1"), ...head);
  }

  async close(): Promise<void> {
    const start = this.open.pop();
    if (start === undefined) throw new Error("no box is open");
    await this.patch(start, u32(this.end - start));
  }

  /** Writes over what was put at this position. */
  async patch(position: number, bytes: Buffer): Promise<void> {
    await this.flush();
    await writeAll(this.handle, bytes, position);
  }

  async flush(): Promise<void> {
    if (this.waiting === 0) return;
    const bytes = Buffer.concat(this.parts, this.waiting);
    this.parts = [];
    this.waiting = 0;
    await writeAll(this.handle, bytes, this.position);
    this.position += bytes.length;
  }
}

/** Writes the whole buffer, in as many steps as the system makes of it. */
export async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const step = await handle.write(bytes, written, bytes.length - written, position + written);
    written += step.bytesWritten;
  }
}
