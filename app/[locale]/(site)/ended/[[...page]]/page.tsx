import { type ListPageProps, listMetadata, renderListPage } from "../../list-page";

export const revalidate = 2;
export const generateStaticParams = () => [];
export const generateMetadata = (props: ListPageProps) => listMetadata("ended", props);

/** `/ended`: rooms that are over. */
export default function EndedPage(props: ListPageProps) {
  return renderListPage("ended", props);
}
