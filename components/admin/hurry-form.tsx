"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { hurryOutboxAction } from "@/app/[locale]/(admin)/admin/actions";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";

/** Tencent may take a moment, or another instance may be sending. */
const LOOK_AGAIN_MS = 3_000;

/** Tries now to send what waits in a lane; the desk then shows what came of it. */
export function HurryForm({ lane, name }: { lane: string; name: string }) {
  const t = useTranslations("admin.outbox");
  const router = useRouter();
  const [state, action, pending] = useActionState(hurryOutboxAction, null);

  useEffect(() => {
    if (state?.status !== "done") return;
    router.refresh();
    const timer = setTimeout(() => router.refresh(), LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [state, router]);

  return (
    <form action={action} aria-busy={pending}>
      <input type="hidden" name="lane" value={lane} />
      <FormAlert state={state} />
      <Button
        type="submit"
        size="small"
        disabled={pending}
        icon={<RotateCw aria-hidden="true" />}
        aria-label={t("tryNowOf", { name })}
      >
        {t("tryNow")}
      </Button>
    </form>
  );
}
