import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ActName,
  actNames,
  GUEST,
  leavesNoOwner,
  may,
  mayGiveRole,
  mayUndo,
  onSiteAs,
  permissions,
  rankOf,
  ranks,
} from "@/lib/users/permissions";
import { type UserRole, userRoles } from "@/lib/users/roles";
import type { Standing } from "@/lib/users/schema";

const role = fc.constantFrom<UserRole>(...userRoles);
const act = fc.constantFrom<ActName>(...actNames);
const personAs = (id: string): fc.Arbitrary<Standing> =>
  fc.record({ id: fc.constant(id), role, isHost: fc.boolean(), isRoomModerator: fc.boolean() });
const anybody = (id: string) => fc.oneof(personAs(id), fc.constant(GUEST));
const height = (standing: Standing) => ranks.indexOf(rankOf(standing));
const outsideRooms = (standing: Standing): Standing => ({ ...standing, isHost: false, isRoomModerator: false });

describe("the table of permissions", () => {
  it("lets no act go upward or sideways", () => {
    fc.assert(
      fc.property(anybody("a"), anybody("b"), act, (actor, target, name) => {
        const { scope, hasTarget } = permissions[name];
        const seen = scope === "room" ? [actor, target] : [outsideRooms(actor), outsideRooms(target)];
        const isBelow = height(seen[1] as Standing) < height(seen[0] as Standing);
        expect(hasTarget && !isBelow && may(actor, name, target)).toBe(false);
      }),
    );
  });

  it("lets nobody do to themselves what is done to people, and nobody do it to no one", () => {
    fc.assert(
      fc.property(personAs("a"), act, (actor, name) => {
        expect(permissions[name].hasTarget && (may(actor, name, actor) || may(actor, name))).toBe(false);
      }),
    );
  });

  it("counts a host and a room's moderator in their room alone", () => {
    fc.assert(
      fc.property(personAs("a"), anybody("b"), act, (actor, target, name) => {
        fc.pre(permissions[name].scope === "site");
        expect(may(actor, name, target)).toBe(may(outsideRooms(actor), name, target));
      }),
    );
  });

  it("takes no right away from somebody who becomes more", () => {
    fc.assert(
      fc.property(personAs("a"), anybody("b"), act, role, (actor, target, name, higher) => {
        fc.pre(may(actor, name, target));
        const isHigher = userRoles.indexOf(higher) >= userRoles.indexOf(actor.role ?? "user");
        const more = { ...actor, isHost: true, isRoomModerator: true, role: isHigher ? higher : actor.role };
        expect(may(more, name, target)).toBe(true);
      }),
    );
  });

  it("gives visitors without an account what is public and nothing else", () => {
    expect(actNames.filter((name) => may(GUEST, name, GUEST))).toEqual(["site.read"]);
  });

  it("gives a host's account elsewhere no more than anybody's", () => {
    for (const name of actNames) expect(may(onSiteAs("a", "host"), name, GUEST)).toBe(may(onSiteAs("a", "user"), name, GUEST));
  });

  it("lets a room's moderator keep order among the viewers, and not touch the host or another moderator", () => {
    const viewer = onSiteAs("viewer", "user");
    const keeper = { ...viewer, id: "keeper", isRoomModerator: true };
    const host = { ...viewer, id: "host", isHost: true };
    expect(may(keeper, "member.mute", viewer)).toBe(true);
    for (const target of [host, { ...keeper, id: "other" }]) expect(may(keeper, "member.mute", target)).toBe(false);
    expect(may(keeper, "room.moderators", viewer)).toBe(false);
  });
});

describe("a role", () => {
  it("is given to people below, and makes nobody as high as who gives it, but for owners", () => {
    fc.assert(
      fc.property(role, role, role, (own, theirs, given) => {
        fc.pre(mayGiveRole({ id: "a", role: own }, { id: "b", role: theirs }, given));
        expect(userRoles.indexOf(theirs)).toBeLessThan(userRoles.indexOf(own));
        if (own !== "owner") expect(userRoles.indexOf(given)).toBeLessThan(userRoles.indexOf(own));
        expect(["admin", "owner"]).toContain(own);
      }),
    );
  });

  it("of one's own is changed by an owner alone", () => {
    for (const own of userRoles)
      expect(mayGiveRole({ id: "a", role: own }, { id: "a", role: own }, "user")).toBe(own === "owner");
  });
});

describe("a site that has an owner", () => {
  it("has one after whatever people do to each other's roles, and nobody rises but by an owner or admin above", () => {
    const step = fc.record({ actor: fc.nat(3), target: fc.nat(3), given: role });
    const start = fc.tuple(fc.constant<UserRole>("owner"), role, role, role);
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 40 }), (roles, steps) => {
        const people = roles.map((one, index) => ({ id: `p${index}`, role: one as UserRole }));
        for (const { actor, target, given } of steps) {
          const [by, to] = [people[actor], people[target]] as [{ id: string; role: UserRole }, { id: string; role: UserRole }];
          const ownerIds = people.filter((one) => one.role === "owner").map(({ id }) => id);
          if (!mayGiveRole(by, to, given) || leavesNoOwner(ownerIds, to.id, given)) continue;
          if (userRoles.indexOf(given) > userRoles.indexOf(to.role)) expect(["admin", "owner"]).toContain(by.role);
          to.role = given;
          expect(people.some((one) => one.role === "owner")).toBe(true);
        }
      }),
    );
  });
});

describe("taking back", () => {
  it("is for the own acts and for those of people below", () => {
    fc.assert(
      fc.property(personAs("a"), anybody("b"), (actor, author) => {
        expect(mayUndo(actor, actor)).toBe(true);
        expect(mayUndo(actor, author)).toBe(height(author) < height(actor));
      }),
    );
  });
});
