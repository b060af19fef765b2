import { imCallbackRoute } from "@/lib/im/callback-route";
import { afterSendMsg, onSendMsgException } from "./group-after-send";
import { beforeApplyJoinGroup, beforeCreateGroup, beforeSendMsg } from "./group-before";
import { afterMemberExit, afterNewMemberJoin, onMemberStateChange } from "./group-members";
import { beforePersonalMsg } from "./person-before-send";

/**
 * POST /api/im/callback answers Tencent Chat, which waits two seconds and then delivers anyway. `State.StateChange` is not
 * used: it tells of one login of several, and a viewer who is gone stops renewing the lease.
 */
export const POST = imCallbackRoute({
  "C2C.CallbackBeforeSendMsg": beforePersonalMsg,
  "Group.CallbackBeforeCreateGroup": beforeCreateGroup,
  "Group.CallbackBeforeApplyJoinGroup": beforeApplyJoinGroup,
  "Group.CallbackAfterNewMemberJoin": afterNewMemberJoin,
  "Group.CallbackAfterMemberExit": afterMemberExit,
  "Group.CallbackBeforeSendMsg": beforeSendMsg,
  "Group.CallbackAfterSendMsg": afterSendMsg,
  "Group.CallbackSendMsgException": onSendMsgException,
  "Group.CallbackOnMemberStateChange": onMemberStateChange,
});
