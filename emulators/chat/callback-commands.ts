/** Every callback this emulator sends. "before" may refuse the action; "after" only tells. */
export const CALLBACK_COMMANDS = {
  "State.StateChange": "after",
  "Group.CallbackBeforeCreateGroup": "before",
  "Group.CallbackAfterCreateGroup": "after",
  "Group.CallbackBeforeApplyJoinGroup": "before",
  "Group.CallbackAfterNewMemberJoin": "after",
  "Group.CallbackAfterMemberExit": "after",
  "Group.CallbackBeforeSendMsg": "before",
  "Group.CallbackAfterSendMsg": "after",
  "Group.CallbackSendMsgException": "after",
  "Group.CallbackAfterGroupDestroyed": "after",
  "Group.CallbackAfterGroupInfoChanged": "after",
  "Group.CallbackAfterGroupAttrChanged": "after",
  "Group.CallbackOnMemberStateChange": "after",
  "C2C.CallbackBeforeSendMsg": "before",
  "C2C.CallbackAfterSendMsg": "after",
} as const;

export type CallbackCommand = keyof typeof CALLBACK_COMMANDS;

export const CALLBACK_NAMES = Object.keys(CALLBACK_COMMANDS) as [CallbackCommand, ...CallbackCommand[]];
