"use client";

import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useActionState } from "react";
import { createRoomAction } from "@/app/[locale]/(studio)/studio/actions";
import { Button } from "@/components/ui/button";
import { SelectField, TextArea, TextField } from "@/components/ui/field";
import { FormAlert } from "@/components/ui/form-alert";
import { typedValue, useFieldError } from "@/components/ui/use-field-error";
import { roomCategories, roomLanguages } from "@/lib/rooms/schema";
import { CoverPicker } from "./cover-picker";
import styles from "./create-room-form.module.css";
import { StartTimeField } from "./start-time-field";

/** A new room: what it is called, what it is about, and the paper of its lantern. */
export function CreateRoomForm({ requestId }: { requestId: string }) {
  const t = useTranslations("studio");
  const common = useTranslations("common");
  const locale = useLocale();
  const [state, action, pending] = useActionState(createRoomAction, null);
  const errorOf = useFieldError("studio", state);
  const typed = (name: string) => typedValue(state, name);
  const language = typed("language") ?? roomLanguages.find((one) => one.startsWith(locale)) ?? "ja";
  const category = typed("category") ?? "talk";

  return (
    <form action={action} className={styles.form}>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="requestId" value={requestId} />
      <FormAlert state={state} />
      <TextField
        label={t("field.title.label")}
        name="title"
        required
        maxLength={60}
        hint={t("field.title.hint")}
        defaultValue={typed("title")}
        error={errorOf("title")}
      />
      <TextArea
        label={t("field.description.label")}
        name="description"
        maxLength={200}
        optional={common("optional")}
        defaultValue={typed("description")}
        error={errorOf("description")}
      />
      <div className={styles.pair}>
        <SelectField
          key={`category-${category}`}
          label={t("field.category.label")}
          name="category"
          defaultValue={category}
          error={errorOf("category")}
        >
          {roomCategories.map((name) => (
            <option key={name} value={name}>
              {common(`category.${name}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          key={`language-${language}`}
          label={t("field.language.label")}
          name="language"
          defaultValue={language}
          error={errorOf("language")}
        >
          {roomLanguages.map((name) => (
            <option key={name} value={name} lang={name}>
              {common(`roomLanguage.${name}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <StartTimeField storedMs={null} error={errorOf("scheduledAtMs")} optional={common("optional")} />
      <CoverPicker chosen={typed("cover") ?? ""} />
      <Button type="submit" tone="lit" wide aria-busy={pending} icon={<Plus aria-hidden="true" />}>
        {t("create.submit")}
      </Button>
    </form>
  );
}
