import { describe, expect, it } from "vitest";
import { listDoors } from "../../support/matrix/doors";
import { rows } from "../../support/matrix/rows";

describe("the matrix of roles", () => {
  const names = listDoors().map(({ name }) => name);

  it("has a row for every route, action and page there is: a new one needs one in tests/support/matrix/rows.ts", () => {
    expect(names.filter((name) => !(name in rows))).toEqual([]);
  });

  it("has no row for a door that is gone", () => {
    expect(Object.keys(rows).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("names each door once", () => {
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
