import { type ListPageProps, listMetadata, renderListPage } from "../../list-page";

export const revalidate = 2;
export const generateStaticParams = () => [];
export const generateMetadata = (props: ListPageProps) => listMetadata("replays", props);

/** `/replays`: ended rooms that can be watched again. */
export default function ReplaysPage(props: ListPageProps) {
  return renderListPage("replays", props);
}
