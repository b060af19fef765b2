import { describe, expect, it } from "vitest";
import { addressFault, isPublicAddress, parseAllowedHosts } from "@/lib/outbound/rules";

const NONE = parseAllowedHosts("");
const faultOf = (address: string, allowed = NONE) => addressFault(new URL(address), allowed);

describe("which addresses are public", () => {
  it.each(["8.8.8.8", "203.0.114.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])("%s is", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ["this machine", ["127.0.0.1", "127.255.0.9", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1", "::127.0.0.1"]],
    [
      "private networks",
      ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "fc00::1", "fd12::1", "fec0::1"],
    ],
    ["the link, with the clouds' own service", ["169.254.169.254", "fe80::1", "::ffff:169.254.169.254", "fd00:ec2::254"]],
    ["private ones in another writing", ["64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:a00:1::", "2001:0:4136:e378::1"]],
    [
      "reserved, shared and many at once",
      ["192.0.2.1", "198.18.0.1", "240.0.0.1", "224.0.0.1", "255.255.255.255", "ff02::1", "2001:db8::1"],
    ],
    ["no addresses", ["", "localhost", "example.com", "1.2.3.4.5"]],
  ])("%s are not", (_, addresses) => {
    for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });
});

describe("which addresses are asked at all", () => {
  it("https with a name or a public number", () => {
    for (const address of ["https://example.com/a.png", "https://8.8.8.8/", "https://example.com:8443/"]) {
      expect(faultOf(address)).toBeNull();
    }
  });

  it("no other scheme", () => {
    for (const address of [
      "http://example.com/",
      "data:image/png;base64,AA",
      "file:///etc/passwd",
      "ftp://example.com/",
      "javascript:1",
    ]) {
      expect(faultOf(address)).toBe("not_https");
    }
  });

  it("none with a name or password in it", () => {
    for (const address of ["https://user:pass@example.com/", "https://user@example.com/"])
      expect(faultOf(address)).toBe("has_password");
  });

  it("no private number, however it is written", () => {
    for (const host of [
      "127.0.0.1",
      "2130706433",
      "0x7f.1",
      "017700000001",
      "127.1",
      "[::1]",
      "[::ffff:7f00:1]",
      "169.254.169.254",
    ]) {
      expect([host, faultOf(`https://${host}/`)]).toEqual([host, "private_address"]);
    }
  });

  it("what the operator lists, on that port alone", () => {
    const allowed = parseAllowedHosts("127.0.0.1:8080, pictures.internal:443");
    expect(faultOf("http://127.0.0.1:8080/a", allowed)).toBeNull();
    expect(faultOf("https://pictures.internal/a", allowed)).toBeNull();
    expect(faultOf("http://127.0.0.1:8081/a", allowed)).toBe("not_https");
    expect(faultOf("https://127.0.0.1/a", allowed)).toBe("private_address");
    expect(faultOf("http://x@127.0.0.1:8080/a", allowed)).toBe("has_password");
    expect(faultOf("ftp://127.0.0.1:8080/a", allowed)).toBe("not_https");
  });
});
