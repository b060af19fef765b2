import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/site/client-messages";
import { Panel } from "@/components/ui/panel";
import type { DeskGift } from "@/lib/gifts/schema";
import { GiftForm } from "./gift-form";
import { GiftTile } from "./gift-tile";
import styles from "./gifts-main.module.css";

/** The catalogue of gifts as the admin sees it: each opens to be changed, and a new one comes last. */
export function GiftsMain({ gifts }: { gifts: DeskGift[] }) {
  const t = useTranslations("admin");
  const last = gifts.at(-1)?.position ?? 0;
  return (
    <main className={styles.main} id="main">
      <h1>{t("gifts.title")}</h1>
      <p className={styles.lead}>{t("gifts.lead")}</p>
      <ClientMessages areas={["admin"]}>
        <ul className={styles.gifts}>
          {gifts.map((gift) => (
            <GiftTile key={gift.id} gift={gift} />
          ))}
        </ul>
        <Panel className={styles.new} title={t("gifts.new")} icon={<Plus aria-hidden="true" />}>
          <GiftForm key={gifts.length} gift={null} position={last + 1} />
        </Panel>
      </ClientMessages>
    </main>
  );
}
