"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { saveGiftAction } from "@/app/[locale]/(admin)/admin/gifts/actions";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { FormAlert } from "@/components/ui/form-alert";
import { Notice } from "@/components/ui/notice";
import { typedValue, useFieldError } from "@/components/ui/use-field-error";
import type { DeskGift } from "@/lib/gifts/schema";
import styles from "./gift-form.module.css";
import { PicturePicker } from "./picture-picker";

const names = [
  { name: "nameJa", lang: "ja", most: 20 },
  { name: "nameEn", lang: "en", most: 30 },
  { name: "nameZh", lang: "zh-Hans", most: 20 },
] as const;

/** A gift's form: names, price, how much is made of it, place, picture, and whether it is offered. Null for a new one. */
export function GiftForm({ gift, position }: { gift: DeskGift | null; position: number }) {
  const t = useTranslations("admin");
  const router = useRouter();
  const [state, action, pending] = useActionState(saveGiftAction, null);
  const errorOf = useFieldError("admin", state);
  const typed = (name: string, stored: string) => typedValue(state, name) ?? stored;

  useEffect(() => {
    if (state?.status === "done") router.refresh();
  }, [state, router]);

  return (
    <form
      action={action}
      className={styles.form}
      // React empties a form after its action; a stored gift's keeps what was saved.
      onReset={(event) => gift && event.preventDefault()}
    >
      <FormAlert state={state} />
      <input type="hidden" name="isNew" value={gift ? "no" : "yes"} />
      {gift ? (
        <input type="hidden" name="id" value={gift.id} />
      ) : (
        <TextField
          label={t("field.id.label")}
          name="id"
          required
          pattern="[0-9a-z\-]+"
          maxLength={32}
          hint={t("field.id.hint")}
          defaultValue={typed("id", "")}
          error={errorOf("id")}
        />
      )}
      <div className={styles.row}>
        {names.map(({ name, lang, most }) => (
          <TextField
            key={name}
            label={t(`field.${name}.label`)}
            name={name}
            lang={lang}
            required
            maxLength={most}
            defaultValue={typed(name, gift?.[name] ?? "")}
            error={errorOf(name)}
          />
        ))}
      </div>
      <div className={styles.row}>
        <TextField
          label={t("field.price.label")}
          name="price"
          inputMode="numeric"
          required
          defaultValue={typed("price", String(gift?.price ?? ""))}
          error={errorOf("price")}
        />
        <SelectField
          key={`tier-${typed("tier", String(gift?.tier ?? 1))}`}
          label={t("field.tier.label")}
          name="tier"
          defaultValue={typed("tier", String(gift?.tier ?? 1))}
          error={errorOf("tier")}
        >
          {["1", "2", "3"].map((tier) => (
            <option key={tier} value={tier}>
              {t(`gifts.tier.${tier}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t("field.position.label")}
          name="position"
          inputMode="numeric"
          required
          defaultValue={typed("position", String(position))}
          error={errorOf("position")}
        />
      </div>
      <PicturePicker current={gift?.art ?? null} error={errorOf("svg")} />
      <label className={styles.switch}>
        <input type="checkbox" name="isOn" defaultChecked={gift?.isOn ?? true} />
        {t("field.isOn.label")}
      </label>
      <div className={styles.foot}>
        <Button type="submit" aria-busy={pending}>
          {t("gifts.save")}
        </Button>
        {state?.status === "done" && !pending && (
          <Notice tone="done" role="status">
            {t("gifts.saved")}
          </Notice>
        )}
      </div>
    </form>
  );
}
