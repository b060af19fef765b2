import { MembershipButton } from "@/components/memberships/membership-button";
import { MembershipSheet } from "@/components/memberships/membership-sheet";
import type { RoomView, RoomViewer } from "@/lib/rooms/schema";
import type { Viewer } from "./use-room-viewer";

/** The button to become a member of a room; nothing for its host, and where nobody can. */
export function RoomMembership({ room, viewer }: { room: RoomView; viewer: Viewer }) {
  if (!canBeMember(room, viewer)) return null;
  return <MembershipButton isMember={viewer.kind === "user" && viewer.memberUntilMs !== null} />;
}

/** The sheet that the buttons open; a page has one. */
export function RoomMembershipSheet({
  room,
  viewer,
  onChange,
}: {
  room: RoomView;
  viewer: Viewer;
  onChange: (news: Partial<RoomViewer>) => void;
}) {
  if (!canBeMember(room, viewer)) return null;
  return (
    <MembershipSheet
      room={room}
      isSignedIn={viewer.kind === "unknown" ? null : viewer.kind === "user"}
      memberUntilMs={viewer.kind === "user" ? viewer.memberUntilMs : null}
      onPaid={(memberUntilMs) => onChange({ memberUntilMs })}
    />
  );
}

function canBeMember(room: RoomView, viewer: Viewer): boolean {
  return room.membershipPrice > 0 && !(viewer.kind === "user" && viewer.userId === room.hostId);
}
