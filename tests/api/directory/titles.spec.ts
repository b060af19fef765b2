import { newId } from "../../../lib/ids";
import { roomsAnswer } from "../../../lib/rooms/schema";
import { expect, test } from "../../support/fixtures";
import { openRoom, roomOf } from "../../support/rooms";

const escaped = (text: string, apostrophe: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", apostrophe);

test("a title with letters that run from the right, quotes and a script is text on the card, on the page, in the feed and in JSON", async ({
  request,
  runtime,
}) => {
  const word = newId();
  const title = `שָׁלוֹם & "לילה" 'טוב' </title><script>alert("${word}")</script>`;
  const room = await openRoom(runtime, { title, scheduledAt: new Date(Date.now() + 1_000) });
  expect((await roomOf(request, room.id)).title).toBe(title);
  const headers = { "x-forwarded-for": `test-${word}` };
  const found = roomsAnswer.parse(await (await request.get("/api/rooms", { params: { q: word }, headers })).json());
  expect(found.rooms.map(({ id, title }) => [id, title])).toEqual([[room.id, title]]);

  const html = escaped(title, "&#x27;");
  const page = await (await request.get(`/en/rooms/${room.id}`)).text();
  expect(/<title>(.*?)<\/title>/s.exec(page)?.[1]).toContain(html);
  const cards = await (await request.get("/en/search", { params: { q: word }, headers })).text();
  expect(cards).toMatch(new RegExp(`<a [^>]*href="/en/rooms/${room.id}"[^>]*>${html.replace(/[.*+?^$()|]/g, "\\$&")}<`));
  for (const text of [page, cards]) expect(text).not.toContain("<script>alert");

  const feed = async () => (await request.get("/feed.xml")).text();
  await expect.poll(feed).toContain(`<title>${escaped(title, "&apos;")}</title>`);
  expect(await feed()).not.toContain("<script");
});
