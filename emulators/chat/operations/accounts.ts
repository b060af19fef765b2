import { z } from "zod";
import { IMAGE_TAG, NICK_TAG } from "../accounts";
import { type Chat, type Operation, parseBody, requireAbility } from "../chat";
import { imError } from "../errors";
import { userIdSchema } from "../user-id";
import { KICK, kickInstance } from "./login";

const importSchema = z.object({ UserID: userIdSchema, Nick: z.string().optional(), FaceUrl: z.string().optional() });

/** account_import: makes the account, or changes the nick and picture of one that exists. */
export const importAccount: Operation = (chat, _actor, body) => {
  const { UserID, Nick, FaceUrl } = parseBody(importSchema, body, 70402);
  const account = chat.state.ensureAccount(UserID);
  if (Nick !== undefined) account.tags.set(NICK_TAG, Nick);
  if (FaceUrl !== undefined) account.tags.set(IMAGE_TAG, FaceUrl);
  chat.state.saveAccount(account);
  return {};
};

/** 70206 for more than a hundred accounts in one call. */
function refuseTooMany<T>(accounts: readonly T[]): readonly T[] {
  if (accounts.length > 100) throw imError(70206);
  return accounts;
}

/** The newer form is a list of objects, the older one a list of UserIDs. */
const importManySchema = z
  .object({ AccountList: z.array(importSchema).optional(), Accounts: z.array(userIdSchema).optional() })
  .refine((request) => request.AccountList || request.Accounts, "AccountList or Accounts is needed");

/** multiaccount_import: all of them, or 70402 and none. */
export const importAccounts: Operation = (chat, actor, body) => {
  const { AccountList, Accounts } = parseBody(importManySchema, body, 70402);
  refuseTooMany<unknown>(AccountList ?? Accounts ?? []);
  for (const entry of AccountList ?? []) importAccount(chat, actor, entry);
  for (const UserID of Accounts ?? []) importAccount(chat, actor, { UserID });
  return { FailAccounts: [] };
};

const checkSchema = z.object({
  CheckItem: z.array(z.object({ UserID: z.string() })).min(1),
});

/** account_check. */
export const checkAccounts: Operation = (chat, _actor, body) => ({
  ResultItem: refuseTooMany(parseBody(checkSchema, body, 70402).CheckItem).map(({ UserID }) => ({
    UserID,
    ResultCode: 0,
    ResultInfo: "",
    AccountStatus: chat.state.accounts.has(UserID) ? "Imported" : "NotImported",
  })),
});

const deleteSchema = z.object({
  DeleteItem: z.array(z.object({ UserID: z.string() })).min(1),
});

/** account_delete: the account is logged out everywhere and its profile is gone. */
export const deleteAccounts: Operation = (chat, _actor, body) => ({
  ResultItem: refuseTooMany(parseBody(deleteSchema, body, 70402).DeleteItem).map(({ UserID }) => {
    logOutEverywhere(chat, UserID);
    const existed = chat.state.deleteAccount(UserID);
    return { UserID, ResultCode: existed ? 0 : 70107, ResultInfo: existed ? "" : imError(70107).message };
  }),
});

/** kick: every login of the user ends, and the tickets it had are void. A newly issued UserSig works again. */
export const kickAccount: Operation = (chat, _actor, body) => {
  const { UserID } = parseBody(z.object({ UserID: z.string() }), body, 70402);
  const account = chat.state.accounts.get(UserID);
  if (!account) throw imError(70107, UserID);
  account.validAfterMs = chat.clock.machineMs();
  chat.state.saveAccount(account);
  logOutEverywhere(chat, UserID);
  return {};
};

function logOutEverywhere(chat: Chat, user: string): void {
  for (const instance of chat.presence.instancesOf(user)) kickInstance(chat, instance, KICK.rest);
}

const statusSchema = z.object({ To_Account: z.array(z.string()).min(1).max(500) });

/** The SDK's ws_get_user_status: 1 online, 2 offline. */
export const getUserStatus: Operation = (chat, _actor, body) => {
  const users = parseBody(statusSchema, body).To_Account;
  requireAbility(chat, "userStatus");
  const isKnown = (user: string) => chat.state.accounts.has(user);
  return {
    UserStatusList: users.filter(isKnown).map((To_Account) => ({
      To_Account,
      Status: chat.presence.isOnline(To_Account) ? 1 : 2,
      CustomStatus: "",
    })),
    ErrorList: users.filter((user) => !isKnown(user)).map((Invalid_Account) => ({ Invalid_Account, ErrorCode: 70107 })),
  };
};

const onlineSchema = z.object({ To_Account: z.array(z.string()).min(1).max(500), IsNeedDetail: z.number().default(0) });

/** openim/query_online_status: Online while a tab is connected or may still come back. */
export const queryOnline: Operation = (chat, _actor, body) => {
  const { To_Account, IsNeedDetail } = parseBody(onlineSchema, body);
  const known = To_Account.filter((user) => chat.state.accounts.has(user));
  const unknown = To_Account.filter((user) => !chat.state.accounts.has(user));
  return {
    QueryResult: known.map((user) => {
      const status = chat.presence.isOnline(user) ? "Online" : "Offline";
      const detail = IsNeedDetail && status === "Online" ? { Detail: [{ Platform: "Web", Status: status }] } : {};
      return { To_Account: user, State: status, Status: status, ...detail };
    }),
    ...(unknown.length > 0 ? { ErrorList: unknown.map((user) => ({ To_Account: user, ErrorCode: 70107 })) } : {}),
  };
};
