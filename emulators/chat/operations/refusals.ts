import type { Operation } from "../chat";
import { imError, type KnownCode } from "../errors";

/** An operation that Tencent has, and refuses for an AVChatRoom. */
export interface Refusal extends Operation {
  readonly refusalCode: KnownCode;
}

/** Refuses whatever the body is. */
export function refuses(code: KnownCode): Refusal {
  const operation: Operation = () => {
    throw imError(code, "not for an AVChatRoom");
  };
  return Object.assign(operation, { refusalCode: code });
}

/** The code an operation always refuses with; null when it may succeed. */
export function refusalOf(operation: object): KnownCode | null {
  return "refusalCode" in operation ? (operation as Refusal).refusalCode : null;
}
