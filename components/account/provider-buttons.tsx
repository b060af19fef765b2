import { getTranslations } from "next-intl/server";
import { signInWithProviderAction } from "@/app/[locale]/(site)/signin/actions";
import { Button } from "@/components/ui/button";
import type { ProviderName } from "@/lib/users/schema";
import styles from "./account-form.module.css";

/** The other sites that one can sign in with; nothing where the operator configured none. */
export async function ProviderButtons({ providers, next }: { providers: readonly ProviderName[]; next: string }) {
  if (providers.length === 0) return null;
  const t = await getTranslations("account.provider");
  return (
    <form action={signInWithProviderAction} className={styles.form}>
      <input type="hidden" name="next" value={next} />
      <p>{t("or")}</p>
      {providers.map((provider) => (
        <Button key={provider} type="submit" name="provider" value={provider} wide>
          {t("continue", { provider: t(`name.${provider}`) })}
        </Button>
      ))}
    </form>
  );
}
