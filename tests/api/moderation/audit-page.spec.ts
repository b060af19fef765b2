import { reviewList } from "../../../lib/reviews/schema";
import { expect, test } from "../../support/fixtures";
import { openRoom } from "../../support/rooms";
import { newViewer } from "../../support/viewers";

test("a room's log shows its keepers what was done there and nobody else; moderators see their own acts at the desk, admins all", async ({
  request,
  runtime,
}) => {
  const host = await newViewer(runtime, { role: "host" });
  const room = await openRoom(runtime, { hostId: host.id });
  const [moderator, admin, viewer] = [
    await newViewer(runtime, { role: "moderator" }),
    await newViewer(runtime, { role: "admin" }),
    await newViewer(runtime),
  ];
  const setSlow = (person: typeof host, slowSeconds: number) =>
    person.http.put(`/api/rooms/${room.id}/chat`, { data: { slowSeconds } });
  expect((await setSlow(host, 10)).status()).toBe(200);
  expect((await setSlow(moderator, 30)).status()).toBe(200);
  const entriesOn = async (person: typeof host, path: string) => {
    const answer = await person.http.get(path);
    return answer.status() === 200 ? (await answer.text()).split('data-entry="').length - 1 : answer.status();
  };
  const own = `/en/studio/rooms/${room.id}/audit`;
  expect(await entriesOn(host, own)).toBe(2);
  expect(await entriesOn(moderator, own)).toBe(2);
  expect(await entriesOn(viewer, own)).toBe(404);
  expect((await request.get(own, { maxRedirects: 0 })).status()).toBe(307);
  const desk = `/en/admin/audit?q=${room.id}`;
  expect(await entriesOn(moderator, desk)).toBe(1);
  expect(await entriesOn(admin, desk)).toBe(2);
  expect(await entriesOn(admin, `${desk}&action=room.end`)).toBe(0);
  expect(await entriesOn(admin, `/en/admin/audit?q=%25_%5C&before=x&action=nothing`)).toBe(0);
  expect(await entriesOn(host, desk)).toBe(404);
  // Nobody but admins finds people by their address.
  expect(await entriesOn(admin, `/en/admin/audit?q=${host.email}`)).toBe(1);
  expect(await entriesOn(host, `${own}?q=${host.email}`)).toBe(0);
  expect(await entriesOn(moderator, `/en/admin/audit?q=${moderator.email}`)).toBe(0);

  const reported = { kind: "person", userId: moderator.id, reason: "spam" };
  expect((await viewer.http.post(`/api/rooms/${room.id}/reports`, { data: reported })).status()).toBe(201);
  const { cases } = reviewList.parse(await (await admin.http.get(`/api/reviews?room=${room.id}`)).json());
  const decision = { data: { outcome: "passed" } };
  expect((await admin.http.post(`/api/reviews/${cases[0]?.id}/decision`, decision)).status()).toBe(200);
  expect(await entriesOn(host, own)).toBe(2); // it was about somebody above
  expect(await entriesOn(moderator, own)).toBe(3);
});
