import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";

/** Rendered for each request: paths that strangers make up must not fill the page cache. */
export const dynamic = "force-dynamic";

/** Any other path within a language: the localized 404. */
export default async function RestPage({ params }: { params: Promise<{ locale: string }> }) {
  setRequestLocale((await params).locale);
  notFound();
}
