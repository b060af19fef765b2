import { readFileSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const migrations = path.resolve(import.meta.dirname, "../../../prisma/migrations");
const ours = ["20261128064100_search", "20261128070900_search_grams"];
const titles = ["夜のピアノ、静かに", "今夜的天文台直播", "Quiet piano at night", "広場の時計", "It's 100% \\ of 'tea'"];

let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create({ extensions: { pg_trgm } });
  await database.exec(
    `CREATE TABLE "User" ("id" text, "name" text); CREATE TABLE "Room" ("id" text, "title" text, "description" text)`,
  );
  for (const name of ours) await database.exec(readFileSync(path.join(migrations, name, "migration.sql"), "utf8"));
  for (const title of titles) await database.query(`INSERT INTO "Room" VALUES ($1, $1, '')`, [title]);
});
afterAll(() => database.close());

const find = async (word: string) => {
  const text = `"title" || ' ' || "description"`;
  const sql = `SELECT "title" FROM "Room" WHERE search_vector(${text}) @@ search_query($1) AND strpos(search_text(${text}), search_text($1)) > 0`;
  return (await database.query<{ title: string }>(sql, [word])).rows.map(({ title }) => title);
};

describe("the search's words", () => {
  it("are found within Japanese and Chinese, which have no spaces, by one character too", async () => {
    expect(await find("ピアノ")).toEqual([titles[0]]);
    expect(await find("天文台")).toEqual([titles[1]]);
    expect(await find("時")).toEqual([titles[3]]);
  });

  it("are found whatever their case, width or kana", async () => {
    expect(await find("QUIET")).toEqual([titles[2]]);
    expect(await find("ｐｉａｎｏ")).toEqual([titles[2]]);
    expect(await find("ﾋﾟｱﾉ")).toEqual([titles[0]]);
    expect(await find("ぴあの")).toEqual([titles[0]]);
  });

  it("are text, whatever characters of a query they hold", async () => {
    expect(await find("it's")).toEqual([titles[4]]);
    expect(await find("'tea'")).toEqual([titles[4]]);
    expect(await find("100%")).toEqual([titles[4]]);
    expect(await find("\\")).toEqual([titles[4]]);
    for (const word of ["&", "a & b", "!x", "'", "%", "(", ":*", "_"]) expect(Array.isArray(await find(word))).toBe(true);
    expect(await find("_")).toEqual([]);
  });

  it("are read from an index", async () => {
    await database.exec("SET enable_seqscan = off");
    const text = `"title" || ' ' || "description"`;
    const plan = await database.query(`EXPLAIN SELECT 1 FROM "Room" WHERE search_vector(${text}) @@ search_query('ピアノ')`);
    expect(JSON.stringify(plan.rows)).toContain("Room_search_idx");
    const fuzzy = await database.query(`EXPLAIN SELECT 1 FROM "Room" WHERE search_text('paino') <% search_text("title")`);
    expect(JSON.stringify(fuzzy.rows)).toContain("Room_title_trgm_idx");
  });

  it("find what is spelled almost like them", async () => {
    const sql = `SELECT "title" FROM "Room" WHERE word_similarity(search_text($1), search_text("title")) >= 0.45`;
    const almost = async (word: string) => (await database.query<{ title: string }>(sql, [word])).rows.map(({ title }) => title);
    expect(await almost("piamo")).toEqual([titles[2]]);
    expect(await almost("xylophone")).toEqual([]);
  });
});
