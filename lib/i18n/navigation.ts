import { createNavigation } from "next-intl/navigation";
import { routing } from "./routing";

/** `Link`, `useRouter` and friends that keep the language in the path. */
export const { Link, redirect, usePathname, useRouter, getPathname } = createNavigation(routing);
