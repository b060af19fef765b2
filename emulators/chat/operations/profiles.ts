import { z } from "zod";
import { type Account, IMAGE_TAG, NICK_TAG } from "../accounts";
import { type Chat, type Operation, parseBody } from "../chat";
import { imError } from "../errors";
import type { Answer } from "../frames";

const TAG =
  /^Tag_Profile_(IM_(Nick|Gender|BirthDay|Location|SelfSignature|AllowType|Language|Image|MsgSettings|AdminForbidType|Level|Role)|Custom_[A-Za-z]{1,8})$/;
const MAX_VALUE_BYTES = 500;
/** So many custom fields may a profile have. */
const MOST_CUSTOM_TAGS = 20;

const tagValue = z
  .union([z.string(), z.number()])
  .refine((value) => Buffer.byteLength(String(value)) <= MAX_VALUE_BYTES, `longer than ${MAX_VALUE_BYTES} bytes`);

const setSchema = z.object({
  From_Account: z.string(),
  ProfileItem: z.array(z.object({ Tag: z.string().regex(TAG), Value: tagValue })).min(1),
});

type ProfileItem = z.output<typeof setSchema>["ProfileItem"][number];

/** portrait_set: of oneself over the socket, of anybody over REST. Other tabs of the user are told. */
export const setProfile: Operation = (chat, actor, body) => {
  const { From_Account, ProfileItem } = parseBody(setSchema, body);
  const userId = actor.platform === "RESTAPI" ? From_Account : actor.userId;
  const account = chat.state.accounts.get(userId);
  if (!account) throw imError(70107, userId);
  refuseTooManyTags(account, ProfileItem);
  for (const { Tag, Value } of ProfileItem) account.tags.set(Tag, Value);
  chat.state.saveAccount(account);
  tellOwner(chat, userId, ProfileItem);
  return { ErrorDisplay: "" };
};

function refuseTooManyTags(account: Account, items: readonly ProfileItem[]): void {
  const tags = new Set([...account.tags.keys(), ...items.map(({ Tag }) => Tag)]);
  const custom = [...tags].filter((tag) => tag.startsWith("Tag_Profile_Custom_"));
  if (custom.length > MOST_CUSTOM_TAGS) throw imError(10004, `more than ${MOST_CUSTOM_TAGS} custom fields`);
}

function tellOwner(chat: Chat, userId: string, items: readonly ProfileItem[]): void {
  const change = {
    PushType: 1,
    Profile_Account: userId,
    ProfileList: items.map(({ Tag, Value }) => ({ Tag, ValueBytes: String(Value) })),
  };
  for (const session of chat.presence.sessionsOf(userId)) session.push([{ Event: 2, ProfileDataMod: [change] }]);
}

const getAllSchema = z.object({ UserItem: z.array(z.object({ To_Account: z.string() })).max(100) });

/** The SDK's portrait_get_all: someone without an account has an empty profile. */
export const getProfilesForSdk: Operation = (chat, _actor, body) => ({
  UserProfileItem: parseBody(getAllSchema, body).UserItem.map(({ To_Account }) =>
    describeProfile(chat.state.showAccount(To_Account)),
  ),
  CurrentStandardSequence: 0,
});

const getSchema = z.object({ To_Account: z.array(z.string()).min(1).max(100), TagList: z.array(z.string()).min(1) });

/** The REST portrait_get: unknown accounts are listed in Fail_Account. */
export const getProfiles: Operation = (chat, _actor, body) => {
  const { To_Account, TagList } = parseBody(getSchema, body);
  const failed = To_Account.filter((userId) => !chat.state.accounts.has(userId));
  return {
    UserProfileItem: To_Account.map((userId) => {
      const account = chat.state.accounts.get(userId);
      if (account) return describeProfile(account, TagList);
      return { To_Account: userId, ProfileItem: [], ResultCode: 70107, ResultInfo: imError(70107).message };
    }),
    ...(failed.length > 0 ? { Fail_Account: failed } : {}),
    ErrorDisplay: "",
  };
};

function describeProfile(account: Account, tags?: readonly string[]): Answer {
  const all = new Map<string, string | number>([[NICK_TAG, ""], [IMAGE_TAG, ""], ...account.tags]);
  const items = [...all].filter(([tag]) => tags === undefined || (tags.includes(tag) && account.tags.has(tag)));
  return {
    To_Account: account.userId,
    ProfileItem: items.map(([Tag, Value]) => ({ Tag, Value })),
    ResultCode: 0,
    ResultInfo: "",
  };
}
