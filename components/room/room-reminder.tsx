import { ReminderButton } from "@/components/reminders/reminder-button";
import type { RoomViewer } from "@/lib/rooms/schema";
import type { Viewer } from "./use-room-viewer";

interface RoomReminderProps {
  roomId: string;
  viewer: Viewer;
  onChange: (news: Partial<RoomViewer>) => void;
  onDone: () => void;
}

/** The button to be told when a waiting room goes live. */
export function RoomReminder({ roomId, viewer, onChange, onDone }: RoomReminderProps) {
  return (
    <ReminderButton
      roomId={roomId}
      state={viewer.kind === "user" ? (viewer.isReminded ? "reminded" : "not") : viewer.kind}
      onChange={(isReminded) => onChange({ isReminded })}
      onDone={onDone}
    />
  );
}
