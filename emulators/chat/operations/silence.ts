import { z } from "zod";
import { type Operation, parseBody } from "../chat";
import { durationSeconds, leftSeconds, untilSeconds } from "../durations";
import { imError } from "../errors";

const setSchema = z
  .object({
    Set_Account: z.string(),
    C2CmsgNospeakingTime: durationSeconds.optional(),
    GroupmsgNospeakingTime: durationSeconds.optional(),
  })
  .refine(
    (request) => request.C2CmsgNospeakingTime !== undefined || request.GroupmsgNospeakingTime !== undefined,
    "C2CmsgNospeakingTime or GroupmsgNospeakingTime is needed",
  );

/** setnospeaking: mutes an account everywhere; 0 ends it. */
export const setGlobalMute: Operation = (chat, _actor, body) => {
  const { Set_Account, C2CmsgNospeakingTime, GroupmsgNospeakingTime } = parseBody(setSchema, body, 70402);
  const account = chat.state.accounts.get(Set_Account);
  if (!account) throw imError(70107, Set_Account);
  if (C2CmsgNospeakingTime !== undefined) account.c2cMutedUntil = untilSeconds(chat.clock, C2CmsgNospeakingTime);
  if (GroupmsgNospeakingTime !== undefined) account.groupMutedUntil = untilSeconds(chat.clock, GroupmsgNospeakingTime);
  chat.state.saveAccount(account);
  return {};
};

/** getnospeaking: what is left, in seconds. */
export const getGlobalMute: Operation = (chat, _actor, body) => {
  const { Get_Account } = parseBody(z.object({ Get_Account: z.string() }), body, 70402);
  const account = chat.state.accounts.get(Get_Account);
  if (!account) throw imError(70107, Get_Account);
  return {
    C2CmsgNospeakingTime: leftSeconds(chat.clock, account.c2cMutedUntil),
    GroupmsgNospeakingTime: leftSeconds(chat.clock, account.groupMutedUntil),
  };
};
