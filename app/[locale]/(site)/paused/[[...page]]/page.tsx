import { type ListPageProps, listMetadata, renderListPage } from "../../list-page";

export const revalidate = 2;
export const generateStaticParams = () => [];
export const generateMetadata = (props: ListPageProps) => listMetadata("paused", props);

/** `/paused`: rooms whose host is on a break. */
export default function PausedPage(props: ListPageProps) {
  return renderListPage("paused", props);
}
