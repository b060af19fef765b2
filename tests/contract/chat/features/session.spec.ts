import { expect, test } from "@playwright/test";
import { soon } from "../../../support/soon";
import { freshId } from "../harness";
import { onEveryStage } from "./stage";

onEveryStage((stage) => {
  test("a UserSig that is no signature or someone else's is refused with the vendor's code, and a good one then works", async () => {
    const client = await stage.client();
    const userID = freshId("u");
    const attempt = async (userSig: string) => (await client.call("login", { userID, userSig })).code;
    expect(await attempt("not-a-signature")).toBe(70003);
    expect(await attempt(stage.target.sign("else"))).toBe(70013);
    expect(await attempt(stage.target.sign(userID))).toBe(0);
  });

  test("a user logs out, and another logs in with the same SDK", async () => {
    const [first, second] = [freshId("first"), freshId("second")];
    const client = await stage.client(first);
    expect(await client.call("login", { userID: first, userSig: stage.target.sign(first) })).toMatchObject({
      data: { repeatLogin: true },
    });
    expect(await client.call("logout")).toMatchObject({ code: 0 });
    expect(await client.call("getMyProfile")).not.toMatchObject({ code: 0 });
    await client.logIn(second);
    expect(await client.call("getMyProfile")).toMatchObject({ code: 0, data: { userID: second } });
  });

  test("a second login of a user kicks the first", async () => {
    const userId = freshId("twice");
    const first = await stage.client(userId);
    const second = await stage.client(userId);
    await soon(() => first.events("kickedOut")).toMatchObject([{ data: { type: "multipleAccount" } }]);
    expect(await second.events("kickedOut")).toEqual([]);
  });

  test("a kick by the app ends the login, and a new UserSig works again", async () => {
    const userId = freshId("kicked");
    const client = await stage.client(userId);
    expect(await stage.target.rest("im_open_login_svc/kick", { UserID: userId })).toMatchObject({ ErrorCode: 0 });
    await soon(() => client.events("kickedOut")).toMatchObject([{ data: { type: "REST_API_Kick" } }]);
    await client.logIn(userId);
    expect(await client.events("kickedOut")).toHaveLength(1);
  });

  test("a profile is changed by its owner and by the app, and read by others", async () => {
    const userId = freshId("named");
    const client = await stage.client(userId);
    expect(await client.call("updateMyProfile", { nick: "新しい名前", selfSignature: "hi" })).toMatchObject({ code: 0 });
    const ProfileItem = [{ Tag: "Tag_Profile_IM_Image", Value: "https://pic/1" }];
    await stage.target.rest("profile/portrait_set", { From_Account: userId, ProfileItem });
    const reader = await stage.client(freshId("reader"));
    expect(await reader.call("getUserProfile", { userIDList: [userId] })).toMatchObject({
      data: [{ userID: userId, nick: "新しい名前", selfSignature: "hi", avatar: "https://pic/1" }],
    });
  });

  test("who is online is told to who asks", async () => {
    const [asker, other] = [freshId("asker"), freshId("other")];
    const client = await stage.client(asker);
    const away = await stage.client(other);
    const ask = async () => (await client.call("getUserStatus", { userIDList: [other] })).data?.successUserList;
    await soon(ask).toMatchObject([{ userID: other, statusType: 1 }]);
    await away.call("logout");
    await soon(ask).toMatchObject([{ userID: other, statusType: 2 }]);
  });

  test("two users write to each other", async () => {
    const [from, to] = [freshId("from"), freshId("to")];
    const [sender, receiver] = [await stage.client(from), await stage.client(to)];
    expect(await sender.whisper(to, "secret")).toMatchObject({ code: 0, data: { message: { status: "success" } } });
    await soon(() => receiver.messages()).toMatchObject([{ from, conversationType: "C2C", payload: { text: "secret" } }]);
    expect(await sender.texts()).toEqual([]);
  });

  test("the app tells one user something, and nobody else", async () => {
    const [to, other] = [freshId("to"), freshId("other")];
    const [receiver, bystander] = [await stage.client(to), await stage.client(other)];
    const element = { MsgType: "TIMCustomElem", MsgContent: { Data: "news", Desc: "", Ext: "" } };
    const forbidden = ["ForbidBeforeSendMsgCallback", "ForbidAfterSendMsgCallback"];
    const message = { SyncOtherMachine: 2, To_Account: to, MsgLifeTime: 0, MsgRandom: 7, MsgBody: [element] };
    expect(await stage.target.rest("openim/sendmsg", { ...message, ForbidCallbackControl: forbidden })).toMatchObject({
      ErrorCode: 0,
    });
    await soon(() => receiver.messages()).toMatchObject([{ conversationType: "C2C", to, payload: { data: "news" } }]);
    expect(await bystander.messages()).toEqual([]);
  });
});
