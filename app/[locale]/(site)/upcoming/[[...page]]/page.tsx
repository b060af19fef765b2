import { type ListPageProps, listMetadata, renderListPage } from "../../list-page";

export const revalidate = 2;
export const generateStaticParams = () => [];
export const generateMetadata = (props: ListPageProps) => listMetadata("upcoming", props);

/** `/upcoming`: the timetable of rooms that are still to open. */
export default function UpcomingPage(props: ListPageProps) {
  return renderListPage("upcoming", props);
}
