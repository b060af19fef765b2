import { purchaseBits } from "../abilities";
import type { SocketOperation } from "../chat";
import type { Answer } from "../frames";

/**
 * What the SDK calls its cloud configuration. Empty polls do not slow down (they are held here instead),
 * and the SDK's own usage reports are off.
 */
const CLOUD_CONFIG: Readonly<Record<string, string>> = {
  polling_interval: "300",
  polling_no_msg_count: "1000000",
  polling_interval_plus: "0",
  evt_rpt_level: "0",
  q_rpt_interval: "1000000000",
};

/** Commands whose answer only has to exist: the SDK asks them after a login and shows nothing of them here. */
export const EMPTY_ANSWERS: Record<string, Answer> = {
  "imopenstat.tim_web_report_v2": {},
  "sns.black_list_get": { BlackListItem: [], StartIndex: 0 },
  "sns.friend_get": {},
  "sns.group_get": {},
  "sns.pendency_get": {},
  "recentcontact.search_contact_group": {},
  // CompleteFlag 1 and SyncFlag 2 end the SDK's loops.
  "recentcontact.page_get": {
    CompleteFlag: 1,
    SessionItem: [],
    TimeStamp: 0,
    StartIndex: 0,
    TopTimeStamp: 0,
    TopStartIndex: 0,
  },
  "recentcontact.get_contact_group": { GroupItem: [], CompleteFlag: 1, NextStartIndex: 0 },
  "openim.getmsg": { Cookie: "c1", SyncFlag: 2, MsgList: [], EventArray: [] },
  "group_open_http_svc.get_joined_group_list": { TotalCount: 0, GroupIdList: [] },
  "million_group_open_http_svc.get_joined_group_list": { TotalCount: 0, GroupIdList: [] },
};

/** fetch_config. The SDK takes the texts over when the version is new to it. */
const fetchConfig: SocketOperation = (chat) => ({
  int32_error_code: 0,
  str_error_message: "",
  str_json_config: JSON.stringify({ ...CLOUD_CONFIG, ...chat.config.cloudConfig }),
  uint64_version: 1,
  uint32_expired_time: 3600,
});

/** fetch_imsdk_purchase_bitsv2: the flags of the login once more. */
const fetchAbilities: SocketOperation = (chat) => ({
  int32_error_code: 0,
  str_error_message: "",
  str_purchase_bits: purchaseBits(chat.config.abilities),
  uint32_expired_time: 86_400,
});

/** heartbeat.alive: every ten seconds; the socket has noted that the client lives. */
const alive: SocketOperation = () => ({});

/** The auxiliary commands as operations. */
export const auxiliaryOperations: Record<string, SocketOperation> = {
  ...Object.fromEntries(Object.entries(EMPTY_ANSWERS).map(([command, answer]) => [command, () => answer])),
  "heartbeat.alive": alive,
  "im_sdk_config_mgr.fetch_config": fetchConfig,
  "im_sdk_config_mgr.fetch_imsdk_purchase_bitsv2": fetchAbilities,
};

/** Acknowledges a push; the SDK expects no answer. */
export const acknowledgePush: SocketOperation = () => null;
