"use client";

import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { useRouter } from "@/lib/i18n/navigation";
import type { DirectoryList, ListOrder, RoomCategory } from "@/lib/rooms/schema";
import styles from "./order-chip.module.css";
import { orderMoved } from "./order-moved";

const ASK_EVERY_MS = 30_000;

interface OrderChipProps {
  list: DirectoryList;
  category: RoomCategory | null;
  /** The rooms as the page shows them. */
  shown: string[];
}

/** Says that the order is another one now. The cards stay where they are until the reader asks for it. */
export function OrderChip({ list, category, shown }: OrderChipProps) {
  const t = useTranslations("directory");
  const router = useRouter();
  const key = shown.join();
  const [movedFrom, setMovedFrom] = useState<string | null>(null);

  useEffect(() => {
    const query = new URLSearchParams({ list, ...(category ? { category } : {}) });
    const ask = async () => {
      if (document.hidden) return;
      const answer = await fetch(`/api/directory/order?${query}`).catch(() => null);
      if (!answer?.ok) return; // What is shown stays; the next turn asks again.
      const { ids }: ListOrder = await answer.json();
      setMovedFrom(orderMoved(key === "" ? [] : key.split(","), ids) ? key : null);
    };
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [list, category, key]);

  const show = () => {
    router.refresh();
    window.scrollTo({ top: 0 });
  };
  return (
    <div className={styles.chip} role="status">
      {movedFrom === key && (
        <Button size="small" icon={<ArrowUp aria-hidden="true" />} onClick={show}>
          {t("moved")}
        </Button>
      )}
    </div>
  );
}
