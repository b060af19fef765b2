import type { Operation, SocketOperation } from "./chat";
import { getUserStatus } from "./operations/accounts";
import { modifyMember } from "./operations/admins";
import * as attributes from "./operations/attributes";
import { acknowledgePush, auxiliaryOperations } from "./operations/auxiliary";
import { banMembers } from "./operations/bans";
import { getCounters, updateCounters } from "./operations/counters";
import { sendDirectMessage } from "./operations/direct";
import { getGroups } from "./operations/group-info";
import { createGroup, destroyGroup, modifyGroup } from "./operations/groups";
import { hello, login, logout } from "./operations/login";
import { markMembers } from "./operations/marks";
import { countOnline, listMembers, pageMembers } from "./operations/members";
import { joinAnonymously, joinGroup, quitGroup } from "./operations/membership";
import { sendGroupMessage } from "./operations/messages";
import { poll } from "./operations/polling";
import { getProfilesForSdk, setProfile } from "./operations/profiles";
import { refuses } from "./operations/refusals";

/** Every command of the SDK this emulator answers; anything else is refused. */
export const SOCKET_COMMANDS = new Map<string, Operation | SocketOperation>(
  Object.entries({
    ...auxiliaryOperations,
    "im_open_status.wslogin": login,
    "im_open_status.wslogout": logout,
    "im_open_status.wshello": hello,
    "im_open_status.ws_get_user_status": getUserStatus,
    "openim.ws_msg_push_ack": acknowledgePush,
    "openim.sendmsg": sendDirectMessage,
    "profile.portrait_get_all": getProfilesForSdk,
    "profile.portrait_set": setProfile,
    "group_open_http_svc.create_group": createGroup,
    "group_open_http_svc.destroy_group": destroyGroup,
    "group_open_http_svc.apply_join_group": joinGroup,
    "group_open_http_noauth_svc.apply_join_group": joinAnonymously,
    "group_open_http_svc.quit_group": quitGroup,
    "group_open_http_svc.get_group_self_member_info": getGroups,
    "group_open_http_svc.get_group_public_info": getGroups,
    "group_open_http_svc.modify_group_base_info": modifyGroup,
    "group_open_http_svc.send_group_msg": sendGroupMessage,
    "group_open_http_svc.group_msg_recall": refuses(10033),
    "group_open_http_svc.group_msg_get": refuses(10044),
    "group_open_long_polling_http_svc.get_msg": poll,
    "group_open_long_polling_http_noauth_svc.get_msg": poll,
    "group_open_http_svc.set_group_attr": attributes.setAttributes,
    "group_open_http_svc.modify_group_attr": attributes.modifyAttributes,
    "group_open_http_svc.delete_group_attr": attributes.deleteAttributes,
    "group_open_http_svc.clear_group_attr": attributes.clearAttributes,
    "group_open_attr_http_svc.get_group_attr": attributes.getAttributes,
    "group_open_http_svc.update_group_counter": updateCounters,
    "group_open_http_svc.get_group_counter": getCounters,
    "group_open_http_svc.get_online_member_num": countOnline,
    "group_open_http_noauth_svc.get_online_member_num": countOnline,
    "group_open_avchatroom_http_svc.get_members": listMembers,
    "group_open_avchatroom_http_svc.modify_user_info": markMembers,
    "group_open_http_svc.get_group_member_info": pageMembers,
    "group_open_http_svc.modify_group_member_info": modifyMember,
    "group_open_http_svc.ban_group_member": banMembers,
  } satisfies Record<string, Operation | SocketOperation>),
);

/** Commands that need no login. */
export const OPEN_COMMANDS = new Set([
  "heartbeat.alive",
  "imopenstat.tim_web_report_v2",
  "im_open_status.wslogin",
  "im_open_status.wslogout",
  "group_open_http_noauth_svc.apply_join_group",
  "group_open_http_noauth_svc.get_online_member_num",
  "group_open_http_svc.get_online_member_num",
  "group_open_long_polling_http_noauth_svc.get_msg",
  "group_open_long_polling_http_svc.get_msg",
  "group_open_attr_http_svc.get_group_attr",
  "im_sdk_config_mgr.fetch_config",
]);
