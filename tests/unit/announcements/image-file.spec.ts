import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readImageFile } from "@/lib/announcements/image-file";

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "base64"));
/** The smallest files of each kind: one pixel. */
const gif = bytes("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
const png = bytes("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");
const webp = bytes("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
const jpeg = bytes(
  "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=",
);

describe("what a file's own bytes say that it is", () => {
  it.each([
    ["image/gif", gif],
    ["image/png", png],
    ["image/webp", webp],
    ["image/jpeg", jpeg],
  ])("%s", (type, file) => expect(readImageFile(file)).toEqual({ type, width: 1, height: 1 }));

  it("is no picture for markup, drawings with scripts, scraps and nothing", () => {
    const texts = ["", "GIF", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<!doctype html><script>1</script>", "\u0089PNG"];
    for (const text of texts) expect(readImageFile(new TextEncoder().encode(text))).toBeNull();
    for (const file of [gif, png, webp, jpeg]) expect(readImageFile(file.slice(0, 9))).toBeNull();
  });

  it("is no picture when it would unfold to more than a phone can hold", () => {
    const large = Uint8Array.from(png);
    new DataView(large.buffer).setUint32(16, 4_097);
    expect(readImageFile(large)).toBeNull();
  });

  it("never throws and never takes long, whatever the bytes behind a good beginning", () => {
    const spoiled = fc
      .tuple(fc.constantFrom(gif, png, webp, jpeg), fc.integer({ min: 4, max: 30 }), fc.uint8Array({ maxLength: 200 }))
      .map(([file, keep, rest]) => Uint8Array.from([...file.slice(0, keep), ...rest]));
    fc.assert(
      fc.property(spoiled, (file) => {
        const found = readImageFile(file);
        if (found) expect(Math.max(found.width, found.height)).toBeLessThanOrEqual(4_096);
      }),
      { numRuns: 3_000, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true },
    );
  });
});
