import { refusalCodes } from "@/lib/chat/rules";
import { refuse } from "@/lib/im/callback";
import type { CallbackHandler } from "@/lib/im/callback-route";

/** People do not write to each other past the rooms: nobody could moderate that. */
export const beforePersonalMsg: CallbackHandler = async () => refuse(refusalCodes.not_allowed, "not_allowed");
