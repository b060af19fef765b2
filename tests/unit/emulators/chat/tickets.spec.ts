import { describe, expect, it } from "vitest";
import { Tickets } from "../../../../emulators/chat/tickets";

const bearer = { userId: "ありす", instanceId: 7, issuedMs: 1_700_000_000_000 };
const login = { ...bearer, expiresSeconds: 1_700_086_400 };
const polling = { ...bearer, groupId: "room", startSeq: 12 };

describe("a ticket", () => {
  it("is read by another process with the same key", () => {
    expect(new Tickets("key").readLogin(new Tickets("key").issueLogin(login))).toEqual(login);
    expect(new Tickets("key").readPolling(new Tickets("key").issuePolling(polling))).toEqual(polling);
  });

  it("is refused when forged, damaged, or used for another purpose", () => {
    const tickets = new Tickets("key");
    expect(tickets.readLogin(new Tickets("other").issueLogin(login))).toBeNull();
    expect(tickets.readLogin(tickets.issuePolling(polling))).toBeNull();
    expect(tickets.readPolling(tickets.issueLogin(login))).toBeNull();
    const [payload, signature] = tickets.issueLogin(login).split(".");
    const other = Buffer.from(JSON.stringify(["a2", "admin", 7, 0, 2e9])).toString("base64url");
    for (const forged of ["", ".", "a.b", `${payload}.`, `${other}.${signature}`]) expect(tickets.readLogin(forged)).toBeNull();
  });
});
