import { useTranslations } from "next-intl";
import { MissingRoom } from "@/components/room/missing-room";

/** What a link to a room that does not exist leads to. */
export default function RoomNotFound() {
  const t = useTranslations("room.missing");
  return <MissingRoom title={t("title")} text={t("text")} action={t("action")} />;
}
