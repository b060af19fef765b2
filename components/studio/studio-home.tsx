import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/site/client-messages";
import { HangingLantern, LanternGlyph } from "@/components/ui/lantern-shapes";
import { Panel } from "@/components/ui/panel";
import type { RoomCard } from "@/lib/rooms/schema";
import { CreateRoomForm } from "./create-room-form";
import { OwnRooms } from "./own-rooms";
import styles from "./studio-home.module.css";

/** The host's first page: rooms that are theirs, and the form for another one. */
export function StudioHome({ rooms, requestId }: { rooms: RoomCard[]; requestId: string }) {
  const t = useTranslations("studio");
  return (
    <main className={styles.main} id="main">
      <h1>{t("home.title")}</h1>
      <div className={styles.columns}>
        <Panel title={t("home.rooms")} icon={<LanternGlyph width="18" height="18" />}>
          {rooms.length > 0 ? (
            <OwnRooms rooms={rooms} />
          ) : (
            <div className={styles.empty}>
              <HangingLantern light="unlit" className={styles.lantern} />
              <p>{t("home.empty")}</p>
            </div>
          )}
        </Panel>
        <Panel title={t("create.title")} icon={<Plus aria-hidden="true" />}>
          <ClientMessages areas={["studio"]}>
            <CreateRoomForm requestId={requestId} />
          </ClientMessages>
        </Panel>
      </div>
    </main>
  );
}
