import { newId } from "../../../lib/ids";
import type { Row } from "./row";

/** The desk shows nothing to anybody else; what is somebody's own asks visitors to sign in and is not there for others. */
export const HIDDEN = ["not_found", "not_found"] as const;
export const OWN = ["unauthenticated", "not_found"] as const;

export const everybody: Row = { act: "site.read" };
export const nothingThere: Row = { act: "site.read", otherwise: ["not_found"] };
export const oneself: Row = { act: "account.use" };
export const requestId = () => ({ requestId: newId() });
