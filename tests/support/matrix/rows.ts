import { actionRows } from "./action-rows";
import { pageRows } from "./page-rows";
import { routeRows } from "./route-rows";
import type { Row } from "./row";

/** For each door who may use it: one line of the table of permissions, or several where what is asked decides. */
export const rows: Record<string, Row | Row[]> = { ...routeRows, ...actionRows, ...pageRows };
