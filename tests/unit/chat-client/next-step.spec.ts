import { expect, test } from "vitest";
import { type Actual, nextStep, type Step, type Wanted } from "@/components/chat/next-step";

const wants = (change: Partial<Wanted>): Wanted => ({ user: null, groupId: null, isSuspended: false, isHeld: false, ...change });
const closed: Actual = { isOpen: false, user: null, groupId: null };
const alice = { id: "alice", turn: 0 };

/** Follows the steps with an SDK that always agrees. */
function walk(wanted: Wanted, from: Actual): Step[] {
  const actual = { ...from };
  const steps: Step[] = [];
  for (let step = nextStep(wanted, actual); step !== "rest"; step = nextStep(wanted, actual)) {
    steps.push(step);
    if (steps.length > 9) throw new Error(`does not end: ${steps}`);
    if (step === "open") actual.isOpen = true;
    if (step === "close") Object.assign(actual, closed);
    if (step === "login") actual.user = wanted.user ?? null;
    if (step === "logout") actual.user = null;
    if (step === "join") actual.groupId = wanted.groupId;
    if (step === "quit") actual.groupId = null;
  }
  return steps;
}

test("nobody joins while it is not known who is signed in", () => {
  expect(walk(wants({ user: undefined, groupId: "a" }), closed)).toEqual([]);
});

test("a visitor reads without a login", () => {
  expect(walk(wants({ groupId: "a" }), closed)).toEqual(["open", "join"]);
});

test("a signed-in person logs in before joining", () => {
  expect(walk(wants({ user: alice, groupId: "a" }), closed)).toEqual(["open", "login", "join"]);
});

test("a person without a room opens no socket", () => {
  expect(walk(wants({ user: alice }), closed)).toEqual([]);
});

test("another room is joined only after the first is left", () => {
  expect(walk(wants({ user: alice, groupId: "b" }), { isOpen: true, user: alice, groupId: "a" })).toEqual(["quit", "join"]);
});

test("leaving a room keeps the login for the next one", () => {
  expect(walk(wants({ user: alice }), { isOpen: true, user: alice, groupId: "a" })).toEqual(["quit"]);
});

test("signing out in a room goes on reading as a visitor", () => {
  expect(walk(wants({ groupId: "a" }), { isOpen: true, user: alice, groupId: "a" })).toEqual(["quit", "logout", "join"]);
});

test("a renewed login leaves, logs in again and comes back", () => {
  const renewed = wants({ user: { id: "alice", turn: 1 }, groupId: "a" });
  expect(walk(renewed, { isOpen: true, user: alice, groupId: "a" })).toEqual(["quit", "logout", "login", "join"]);
});

test("a page that goes away drops the socket and nothing else", () => {
  expect(walk(wants({ user: alice, groupId: "a", isSuspended: true }), { isOpen: true, user: alice, groupId: "a" })).toEqual([
    "close",
  ]);
});

test("after a kick nothing is done until the person asks", () => {
  expect(walk(wants({ user: alice, groupId: "a", isHeld: true }), { isOpen: true, user: null, groupId: null })).toEqual([]);
});
