import { FollowButton } from "@/components/follows/follow-button";
import type { RoomView, RoomViewer } from "@/lib/rooms/schema";
import type { Viewer } from "./use-room-viewer";

interface RoomFollowProps {
  room: RoomView;
  viewer: Viewer;
  onChange: (news: Partial<RoomViewer>) => void;
  onDone: () => void;
}

/** The button to follow a room's host; nothing for the host. */
export function RoomFollow({ room, viewer, onChange, onDone }: RoomFollowProps) {
  if (viewer.kind === "user" && viewer.userId === room.hostId) return null;
  return (
    <FollowButton
      hostId={room.hostId}
      hostName={room.hostName}
      state={viewer.kind === "user" ? (viewer.isFollowing ? "following" : "not") : viewer.kind}
      onChange={(isFollowing) => onChange({ isFollowing })}
      onDone={onDone}
    />
  );
}
