"use client";

import dynamic from "next/dynamic";
import { useSession } from "next-auth/react";

/** Loaded for members only: visitors cannot be reminded, and their pages stay light. */
const ReminderBar = dynamic(() => import("./reminder-bar").then((module) => module.ReminderBar), { ssr: false });

/** On every page: tells a member when a room that they wait for goes live. */
export function ReminderWatch() {
  return useSession().status === "authenticated" && <ReminderBar />;
}
