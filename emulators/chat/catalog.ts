import { CALLBACK_COMMANDS } from "./callback-commands";
import { EMPTY_ANSWERS } from "./operations/auxiliary";
import { refusalOf } from "./operations/refusals";
import { REST_COMMANDS } from "./rest-commands";
import { SOCKET_COMMANDS } from "./socket-commands";

/** One thing of Tencent's, and what this emulator makes of it. The README shows these as a table. */
export interface CatalogRow {
  kind: "SDK" | "REST" | "callback";
  name: string;
  state: "imitated" | "different" | "refused";
  note: string;
}

/** Where an imitation is known to differ. `unconfirmed` begins what could not be looked up. */
const DIFFERENCES: Record<string, string> = {
  "SDK openim.sendmsg": "text, custom, face and location to who is online; nothing is kept for later",
  "SDK openim.ws_msg_push_ack": "taken without a word: pushes do not ask for it",
  "SDK im_open_status.ws_get_user_status": "online or not; no status of the user's own",
  "SDK im_sdk_config_mgr.fetch_config": "the configuration's `cloudConfig` over the emulator's own few entries",
  "SDK group_open_http_svc.get_group_member_info": "the thirty latest, for an SDK without the ability",
  "SDK group_open_http_svc.create_group": "AVChatRoom only, else 10004; anybody may, a hundred each",
  "SDK group_open_http_svc.apply_join_group":
    "of more than 40 joins and quits in a second no tip tells; unconfirmed: who is banned gets 10007",
  "SDK group_open_http_svc.quit_group": "of more than 40 joins and quits in a second no tip tells",
  "SDK group_open_http_svc.set_group_attr": "every member may; Tencent's console can restrict that",
  "SDK group_open_http_svc.modify_group_attr": "every member may",
  "SDK group_open_http_svc.delete_group_attr": "every member may",
  "SDK group_open_http_svc.clear_group_attr": "every member may",
  "SDK group_open_http_svc.update_group_counter": "every member may; values within 53 bits; unconfirmed: 10006 when too often",
  "SDK group_open_http_svc.get_online_member_num": "at once; Tencent's count lags 10 to 20 seconds",
  "SDK group_open_http_noauth_svc.get_online_member_num": "at once; who has no name is not counted",
  "SDK group_open_http_svc.modify_group_member_info": "unconfirmed: a sixth admin is 10005",
  "SDK group_open_avchatroom_http_svc.modify_user_info": "the owner, marks from 1000",
  "REST openim/sendmsg":
    "to who is online, whatever `MsgLifeTime` says; to the sender's tabs whatever `SyncOtherMachine` says; unconfirmed: an unknown account is 20003",
  "REST im_open_login_svc/account_delete": "at once; unconfirmed: older UserSigs are void",
  "REST group_open_http_svc/create_group": "AVChatRoom only, else 10004; unconfirmed: an unknown owner is 10019",
  "REST group_open_http_svc/get_group_info": "member filters are not looked at: there is no list of members in it",
  "REST group_open_http_svc/modify_group_base_info": "custom fields need no definition in the console",
  "REST group_open_http_svc/get_appid_group_list": "`Next` is a position in the list",
  "REST group_open_http_svc/send_group_msg": "no pictures, sounds, videos and files; unconfirmed: an unknown sender is 10019",
  "REST group_open_http_svc/send_broadcast_msg": "unconfirmed: more than one a second is 10023",
  "REST group_open_http_svc/unban_group_member": "unconfirmed: what the tip carries",
  "REST group_open_http_svc/get_group_ban_member": "`Offset` is a position in the list",
  "REST group_open_http_svc/get_online_member_num": "at once; Tencent's count lags 10 to 20 seconds",
  "REST group_open_avchatroom_http_svc/get_members": "at once; `Timestamp` is a position in the list",
  "REST group_open_avchatroom_http_svc/modify_user_info":
    "unconfirmed: nobody online is 10004, an eleventh mark 10004, a full one 10005",
  "REST group_open_avchatroom_http_svc/add_robots":
    "unconfirmed: the field `Robot_Account`; modify_user_info with mark 500 does the same",
  "REST group_open_avchatroom_http_svc/del_robots": "unconfirmed: the field `Robot_Account`",
  "REST group_open_avchatroom_http_svc/modify_admin": "unconfirmed: a sixth admin is 10005",
  "REST group_open_http_svc/update_group_counter": "values within 53 bits; unconfirmed: what is no integer is 10004",
  "REST openconfigsvr/setnospeaking": "unconfirmed: mistakes are 70402 and 70107, not 13000x",
  "REST openconfigsvr/getnospeaking": "the seconds that are left",
  "callback State.StateChange": "each login of a user with several tabs, and the end of the last; no TimeOut",
  "callback Group.CallbackOnMemberStateChange":
    "after `graceMs` without a socket, where Tencent waits 20 seconds without a heartbeat",
  "callback Group.CallbackAfterMemberExit": "unconfirmed: who is banned while here is reported as Kicked",
  "callback C2C.CallbackBeforeSendMsg": "unconfirmed: own codes are 120001 to 130000",
  "callback C2C.CallbackAfterSendMsg": "without the unread count",
};

/** Callbacks of Tencent's list that are never sent, and why. */
const UNSENT_CALLBACKS: Record<string, string> = {
  "Profile.CallbackPortraitSet": "profiles are the app's own",
  "Sns.*": "there are no friends and no lists of blocked users",
  "C2C.CallbackAfterMsgReport": "nothing is marked as read",
  "C2C.CallbackAfterMsgWithDraw": "nothing is taken back",
  "Group.CallbackBeforeInviteJoinGroup": "nobody is invited into an AVChatRoom",
  "Group.CallbackAfterGroupFull": "an AVChatRoom is never full",
  "Group.CallbackAfterRecallMsg": "nothing is taken back in an AVChatRoom",
  "Group.CallbackAfterGroupMsgExtension": "no message extensions",
  "Group.Callback*Topic*": "topics are of another group type",
  "Bot.*": "no chat bots",
};

/** Everything this emulator knows of, in the order of its registries. Whatever is not here is refused with 60009. */
export function catalog(): CatalogRow[] {
  return [
    ...[...SOCKET_COMMANDS].map(([name, operation]) => commandRow("SDK", name, operation)),
    ...[...REST_COMMANDS].map(([name, operation]) => commandRow("REST", name, operation)),
    ...Object.keys(CALLBACK_COMMANDS).map((name) => rowOf("callback", name)),
    ...Object.entries(UNSENT_CALLBACKS).map(([name, note]): CatalogRow => ({ kind: "callback", name, state: "refused", note })),
  ];
}

/** The names a note was written for. */
export const ANNOTATED = Object.keys(DIFFERENCES);

function commandRow(kind: "SDK" | "REST", name: string, operation: object): CatalogRow {
  const code = refusalOf(operation);
  if (code !== null) return { kind, name, state: "refused", note: String(code) };
  if (kind === "SDK" && name in EMPTY_ANSWERS) return { kind, name, state: "different", note: "an empty answer" };
  return rowOf(kind, name);
}

function rowOf(kind: CatalogRow["kind"], name: string): CatalogRow {
  const note = DIFFERENCES[`${kind} ${name}`] ?? "";
  return { kind, name, state: note === "" ? "imitated" : "different", note };
}
