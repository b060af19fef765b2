import { useLocale, useTranslations } from "next-intl";
import { fullCount } from "@/components/ui/count";
import { Face } from "@/components/ui/face";
import styles from "./host-list.module.css";

/** A host in a list: face, name and followers. */
export function HostWords({ name, followerCount }: { name: string; followerCount: number }) {
  const t = useTranslations("follows");
  const locale = useLocale();
  return (
    <>
      <Face name={name} sizeRem={2.5} />
      <span className={styles.words}>
        <b>{name}</b>
        <small>
          {t.rich("followers", {
            count: fullCount(followerCount, locale),
            plural: followerCount,
            num: (chunk) => <span className="num">{chunk}</span>,
          })}
        </small>
      </span>
    </>
  );
}
