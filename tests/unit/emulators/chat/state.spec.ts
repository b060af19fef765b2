import { describe, expect, it } from "vitest";
import type { JournalRecord } from "../../../../emulators/chat/journal";
import { ChatState } from "../../../../emulators/chat/state";

const NOW_MS = 1_790_000_000_000;

function makeState(nowMs = NOW_MS) {
  const saved: JournalRecord[] = [];
  const state = new ChatState({ nowMs: () => nowMs, machineMs: () => nowMs, save: (record) => saved.push(record) });
  return { state, saved };
}

describe("the state", () => {
  it("is the same after its journal was replayed, and after a compacted one", () => {
    const { state, saved } = makeState();
    const alice = state.ensureAccount("alice");
    alice.tags.set("Tag_Profile_IM_Nick", "Alice");
    alice.validAfterMs = 5;
    state.saveAccount(alice);
    state.ensureAccount("gone");
    state.deleteAccount("gone");
    const group = state.addGroup("room", (made) => {
      made.ownerId = "alice";
      made.name = "Room";
    });
    group.mutedUntil.set("bob", 99);
    group.bannedUntil.set("eve", 99);
    group.attributes.set("title", { value: "t", seq: 1 });
    group.attributeMainSeq = 1;
    group.customFields.set("level", "3");
    group.admins.add("carol");
    group.counters.set("likes", 2);
    group.isMuted = true;
    state.saveGroup(group);
    state.removeGroup(state.addGroup("closed", () => {}));

    const replayed = makeState().state;
    replayed.restore(saved);
    expect(replayed.records().slice(1)).toEqual(state.records().slice(1));
    expect(replayed.groups.get("room")?.toRecord()).toEqual(group.toRecord());
    expect([...replayed.groups.keys()]).toEqual(["room"]);
    expect([...replayed.accounts.keys()]).toEqual(["alice"]);
    const compacted = makeState().state;
    compacted.restore(replayed.records());
    expect(compacted.records()).toEqual(replayed.records());
  });

  it("never hands out a sequence twice, not even after a restart with a clock that went back", () => {
    const { state, saved } = makeState();
    let last = 0;
    for (let count = 0; count < 2_500; count += 1) last = state.stamp().seq;
    const restarted = makeState(NOW_MS - 3_600_000).state;
    restarted.restore(saved);
    expect(restarted.stamp().seq).toBeGreaterThan(last);
    expect(saved.filter((record) => record.kind === "sequence").length).toBeLessThan(5);
  });

  it("does not take back promised sequences when the journal is compacted while it runs", () => {
    const { state } = makeState();
    state.stamp();
    const compacted = state.records();
    let last = 0;
    for (let count = 0; count < 500; count += 1) last = state.stamp().seq; // within the promise: nothing more is saved
    const restarted = makeState(NOW_MS - 3_600_000).state;
    restarted.restore(compacted);
    expect(restarted.stamp().seq).toBeGreaterThan(last);
  });

  it("starts sequences by the time, so that a deleted journal does not bring old ones back", () => {
    const before = makeState().state.stamp().seq;
    expect(makeState(NOW_MS + 1_000).state.stamp().seq).toBeGreaterThan(before);
  });

  it("keeps sequences rising over a reset", () => {
    const { state } = makeState();
    const before = state.stamp().seq;
    state.reset();
    expect(state.groups.size).toBe(0);
    expect(state.stamp().seq).toBeGreaterThan(before);
  });

  it("remembers a dismissed group for its members' last polls only", () => {
    const { state } = makeState();
    const group = state.addGroup("room", () => {});
    state.removeGroup(group);
    expect(() => state.group("room")).toThrow(expect.objectContaining({ code: 10010 }));
    expect(state.groupOrDeparted("room")).toBe(group);
  });
});

describe("a group", () => {
  it("has a member for as long as one of its instances is there", () => {
    const group = makeState().state.addGroup("room", () => {});
    expect(group.enter("bob", 1, 0)).toBe(true);
    expect(group.enter("bob", 2, 0)).toBe(false);
    expect(group.leave("bob", 1)).toBe(false);
    expect(group.leave("bob", 1)).toBe(false);
    expect(group.leave("bob", 2)).toBe(true);
    expect(group.leave("bob", 2)).toBe(false);
    expect(group.members.size).toBe(0);
  });

  it("keeps a robot in for its time, and whoever joined besides longer than that", () => {
    const group = makeState().state.addGroup("room", () => {});
    group.addRobot("robot", 100, 60);
    group.addRobot("both", 100, 60);
    group.enter("both", 7, 100);
    expect(group.leave("robot", 7)).toBe(false);
    group.expireRobots(159);
    expect([...group.members.keys()]).toEqual(["robot", "both"]);
    group.expireRobots(160);
    expect([...group.members.keys()]).toEqual(["both"]);
    expect(group.marks.size).toBe(0);
  });

  it("mutes members until a moment, and everybody but owner and admins when it is muted as a whole", () => {
    const group = makeState().state.addGroup("room", (made) => {
      made.ownerId = "host";
    });
    group.admins.add("admin");
    group.mutedUntil.set("bob", 100);
    expect(group.isMutedFor("bob", 99)).toBe(true);
    expect(group.isMutedFor("bob", 100)).toBe(false);
    group.isMuted = true;
    expect(["bob", "host", "admin"].map((userId) => group.isMutedFor(userId, 200))).toEqual([true, false, false]);
  });
});
