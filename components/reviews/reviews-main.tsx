import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/site/client-messages";
import { Link } from "@/lib/i18n/navigation";
import type { ReviewList } from "@/lib/reviews/schema";
import { ReviewQueue } from "./review-queue";
import styles from "./reviews-main.module.css";

interface ReviewsMainProps {
  first: ReviewList;
  /** The room whose cases these are; null for all, at the desk. */
  roomId: string | null;
  readerId: string;
}

/** The queue of cases: of the site at the desk, of a room in its studio. */
export function ReviewsMain({ first, roomId, readerId }: ReviewsMainProps) {
  const t = useTranslations("reviews");
  return (
    <main className={styles.main} id="main">
      {roomId && (
        <Link className={styles.back} href={`/studio/rooms/${roomId}`} prefetch={false}>
          <ArrowLeft aria-hidden="true" />
          {t("back")}
        </Link>
      )}
      <h1>{t(roomId ? "roomTitle" : "title")}</h1>
      <p className={styles.lead}>{t(roomId ? "roomLead" : "lead")}</p>
      <ClientMessages areas={["reviews", "moderation", "room"]}>
        <ReviewQueue first={first} roomId={roomId} readerId={readerId} />
      </ClientMessages>
    </main>
  );
}
