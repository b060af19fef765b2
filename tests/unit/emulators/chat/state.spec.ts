import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Journal, type JournalRecord } from "../../../../emulators/chat/journal";
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
    state.saveRestriction(group, "muted", ["bob", "dan"], NOW_MS);
    state.saveRestriction(group, "muted", ["dan"], 0);
    state.saveRestriction(group, "banned", ["eve"], NOW_MS);
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
    expect([...(replayed.groups.get("room")?.mutedUntil ?? [])]).toEqual([["bob", NOW_MS]]);
    expect([...(replayed.groups.get("room")?.bannedUntil ?? [])]).toEqual([["eve", NOW_MS]]);
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

  it("answers the keys of a dismissed group with that group, though another has its id by now", () => {
    const { state } = makeState();
    const first = state.addGroup("room", () => {});
    const key = state.stamp().seq;
    expect(state.groupOfKey("room", key)).toBe(first);
    state.removeGroup(first);
    expect(() => state.group("room")).toThrow(expect.objectContaining({ code: 10010 }));
    expect(state.groupOfKey("room", key)).toBe(first);
    const second = state.addGroup("room", () => {});
    expect(state.groupOfKey("room", key)).toBe(first);
    expect(state.groupOfKey("room", state.stamp().seq)).toBe(second);
  });

  it("forgets a dismissed group, and does not open the next one of its id to the old keys", () => {
    let nowMs = NOW_MS;
    const state = new ChatState({ nowMs: () => nowMs, machineMs: () => nowMs, save: () => {} });
    const first = state.addGroup("room", () => {});
    const key = state.stamp().seq;
    state.removeGroup(first);
    nowMs += 60_000;
    expect(state.groupOfKey("room", key)).toBeUndefined();
    state.addGroup("room", () => {});
    expect(state.groupOfKey("room", key)).toBeUndefined();
  });

  it("keeps the logins of a deleted account void, over a restart and when the account is made again", () => {
    const { state, saved } = makeState();
    state.ensureAccount("gone");
    expect(state.validAfterMs("gone")).toBe(0);
    state.deleteAccount("gone");
    expect(state.validAfterMs("gone")).toBe(NOW_MS);
    for (const records of [saved, state.records()]) {
      const restarted = makeState(NOW_MS + 5).state;
      restarted.restore(records);
      expect(restarted.validAfterMs("gone")).toBe(NOW_MS);
      expect(restarted.ensureAccount("gone").validAfterMs).toBe(NOW_MS);
      expect(restarted.records().filter((record) => record.kind === "account-gone")).toEqual([]);
    }
  });

  it("keeps what who joins gets, with what a repeat is known by, over a restart and a compaction", () => {
    const { state, saved } = makeState();
    const group = state.addGroup("room", () => {});
    for (let seq = 1; seq <= 30; seq += 1) {
      state.addMessage(group, { Event: 3, MsgSeq: seq, MsgBody: [], ToGroupId: "room" }, `send ${seq}`);
    }
    state.removeGroup(state.addGroup("closed", () => {}));
    const restarted = makeState().state;
    restarted.restore(saved);
    expect(restarted.group("room").feed.messages.since(0)).toEqual(group.feed.messages.since(0));
    const compacted = makeState().state;
    compacted.restore(restarted.records());
    expect(compacted.group("room").feed.messages.since(0)).toEqual(group.feed.messages.since(0).slice(10));
    const later = makeState(NOW_MS + 24 * 3600 * 1000 + 1).state;
    later.restore(saved);
    expect(later.records().filter((record) => record.kind === "message")).toEqual([]);
  });

  it("reads the mutes and bans in groups of an older journal, and leaves out those that are over", () => {
    const { state } = makeState();
    state.addGroup("room", () => {});
    const old = state.group("room").toRecord();
    const until: [string, number][] = [
      ["over", NOW_MS / 1000],
      ["muted", NOW_MS / 1000 + 1],
    ];
    state.restore([
      { ...old, mutedUntil: [["unmuted", NOW_MS]] },
      { ...old, mutedUntil: until, bannedUntil: [["banned", NOW_MS]] },
    ]);
    expect(state.records().slice(2)).toEqual([
      { kind: "muted", groupId: "room", until: [["muted", NOW_MS / 1000 + 1]] },
      { kind: "banned", groupId: "room", until: [["banned", NOW_MS]] },
    ]);
  });

  it("keeps what is named as a prototype is", () => {
    const { state } = makeState();
    const group = state.addGroup("room", () => {});
    for (const kind of ["muted", "banned"] as const) state.saveRestriction(group, kind, ["__proto__"], NOW_MS);
    group.counters.set("__proto__", 9);
    group.customFields.set("__proto__", "custom");
    group.attributes.set("__proto__", { value: "v", seq: 1 });
    const dataDir = mkdtempSync(join(tmpdir(), "hiroba-journal-"));
    const journal = new Journal(dataDir, 1 << 20);
    journal.open(() => state.records());
    journal.close();
    const restarted = makeState().state;
    restarted.restore(new Journal(dataDir, 1 << 20).read());
    expect(restarted.group("room").toRecord()).toEqual(group.toRecord());
    expect([...restarted.group("room").mutedUntil.keys()]).toEqual(["__proto__"]);
    expect([...restarted.group("room").bannedUntil.keys()]).toEqual(["__proto__"]);
    rmSync(dataDir, { recursive: true });
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
