import { imCallbackRoute } from "@/lib/im/callback-route";
import { afterSendMsg } from "./group-after-send";
import { beforeApplyJoinGroup, beforeSendMsg } from "./group-before";
import { afterMemberExit, afterNewMemberJoin, onMemberStateChange, onStateChange } from "./group-members";

/** POST /api/im/callback answers Tencent Chat, which waits two seconds and then delivers anyway. */
export const POST = imCallbackRoute({
  "Group.CallbackBeforeApplyJoinGroup": beforeApplyJoinGroup,
  "Group.CallbackAfterNewMemberJoin": afterNewMemberJoin,
  "Group.CallbackAfterMemberExit": afterMemberExit,
  "Group.CallbackBeforeSendMsg": beforeSendMsg,
  "Group.CallbackAfterSendMsg": afterSendMsg,
  "Group.CallbackOnMemberStateChange": onMemberStateChange,
  "State.StateChange": onStateChange,
});
