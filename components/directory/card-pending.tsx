"use client";

import { useLinkStatus } from "next/link";
import styles from "./room-card.module.css";

/** Breathing light on the paper of the lantern whose room is on its way; stands inside the card's link. */
export function CardPending() {
  const { pending } = useLinkStatus();
  return pending && <span className={styles.pending} />;
}
