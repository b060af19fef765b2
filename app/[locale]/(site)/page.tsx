import { setRequestLocale } from "next-intl/server";
import { FrontSquare } from "@/components/directory/front-square";
import { getFrontPage } from "@/lib/rooms/directory";

export const revalidate = 2;

/** `/`: the square. */
export default async function SquarePage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  setRequestLocale(locale);
  return <FrontSquare front={await getFrontPage()} />;
}
