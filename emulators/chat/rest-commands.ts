import type { Operation } from "./chat";
import * as accounts from "./operations/accounts";
import * as admins from "./operations/admins";
import * as attributes from "./operations/attributes";
import * as bans from "./operations/bans";
import * as counters from "./operations/counters";
import { sendDirectMessage } from "./operations/direct";
import { getGroups, listGroups } from "./operations/group-info";
import * as groups from "./operations/groups";
import * as marks from "./operations/marks";
import * as members from "./operations/members";
import { sendBroadcast, sendGroupMessage, sendSystemNotification } from "./operations/messages";
import { getProfiles, setProfile } from "./operations/profiles";
import { refuses } from "./operations/refusals";
import { getGlobalMute, setGlobalMute } from "./operations/silence";

/** delete_group_msg_by_sender: an AVChatRoom keeps no messages, so nothing happens, and that is no error. */
const deleteBySender: Operation = () => ({});

/** Every REST call this emulator answers; anything else is 60009. */
export const REST_COMMANDS = new Map<string, Operation>(
  Object.entries({
    "im_open_login_svc/account_import": accounts.importAccount,
    "im_open_login_svc/multiaccount_import": accounts.importAccounts,
    "im_open_login_svc/account_check": accounts.checkAccounts,
    "im_open_login_svc/account_delete": accounts.deleteAccounts,
    "im_open_login_svc/kick": accounts.kickAccount,
    "openim/query_online_status": accounts.queryOnline,
    "openim/sendmsg": sendDirectMessage,
    "profile/portrait_set": setProfile,
    "profile/portrait_get": getProfiles,
    "group_open_http_svc/create_group": groups.createGroup,
    "group_open_http_svc/destroy_group": groups.destroyGroup,
    "group_open_http_svc/get_group_info": getGroups,
    "group_open_http_svc/modify_group_base_info": groups.modifyGroup,
    "group_open_http_svc/get_appid_group_list": listGroups,
    "group_open_http_svc/send_group_msg": sendGroupMessage,
    "group_open_http_svc/send_group_system_notification": sendSystemNotification,
    "group_open_http_svc/send_broadcast_msg": sendBroadcast,
    "group_open_http_svc/forbid_send_msg": members.muteMembers,
    "group_open_http_svc/get_group_muted_account": members.listMuted,
    "group_open_http_svc/ban_group_member": bans.banMembers,
    "group_open_http_svc/unban_group_member": bans.unbanMembers,
    "group_open_http_svc/get_group_ban_member": bans.listBanned,
    "group_open_http_svc/get_online_member_num": members.countOnline,
    "group_open_avchatroom_http_svc/get_members": members.listMembers,
    "group_open_avchatroom_http_svc/modify_user_info": marks.markMembers,
    "group_open_avchatroom_http_svc/add_robots": marks.addRobots,
    "group_open_avchatroom_http_svc/del_robots": marks.removeRobots,
    "group_open_avchatroom_http_svc/modify_admin": admins.modifyAdmins,
    "group_open_avchatroom_http_svc/get_admin_list": admins.listAdmins,
    "openconfigsvr/setnospeaking": setGlobalMute,
    "openconfigsvr/getnospeaking": getGlobalMute,
    "group_open_http_svc/delete_group_msg_by_sender": deleteBySender,
    "group_open_http_svc/modify_group_attr": attributes.modifyAttributes,
    "group_open_http_svc/set_group_attr": attributes.setAttributes,
    "group_open_http_svc/clear_group_attr": attributes.clearAttributes,
    "group_open_http_svc/delete_group_attr": attributes.deleteAttributes,
    "group_open_attr_http_svc/get_group_attr": attributes.getAttributes,
    "group_open_http_svc/update_group_counter": counters.updateCounters,
    "group_open_http_svc/get_group_counter": counters.getCounters,
    "group_open_http_svc/delete_group_counter": counters.deleteCounters,
    "group_open_http_svc/delete_group_member": refuses(10004),
    "group_open_http_svc/add_group_member": refuses(10007),
    "group_open_http_svc/modify_group_member_info": refuses(10007),
    "group_open_http_svc/change_group_owner": refuses(10007),
    "group_open_http_svc/import_group_msg": refuses(10007),
    "group_open_http_svc/group_msg_get_simple": refuses(10044),
    "group_open_http_svc/group_msg_recall": refuses(10033),
    "openim/modify_group_msg": refuses(10007),
  } satisfies Record<string, Operation>),
);
