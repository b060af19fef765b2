import { ButtonLink } from "@/components/ui/button";
import { HangingLantern } from "@/components/ui/lantern-shapes";
import styles from "./missing-room.module.css";

/** An unlit lantern for a room that is not there, and the way back. */
export function MissingRoom({ title, text, action }: { title: string; text: string; action: string }) {
  return (
    <main className={styles.missing} id="main" tabIndex={-1}>
      <HangingLantern light="unlit" />
      <h1>{title}</h1>
      <p>{text}</p>
      <ButtonLink href="/">{action}</ButtonLink>
    </main>
  );
}
