import { ImageIcon } from "lucide-react";
import { ChatText } from "@/components/chat/chat-text";
import type { AnnouncementBlock } from "@/lib/announcements/schema";
import styles from "./announcement-view.module.css";

interface AnnouncementViewProps {
  roomId: string;
  blocks: readonly AnnouncementBlock[];
  language: string;
  /** What stands in the place of a picture that is not taken yet, in the host's preview. */
  pending?: string;
}

/** An announcement as its host wrote it: text as text, web addresses as links, pictures from our own address. */
export function AnnouncementView({ roomId, blocks, language, pending }: AnnouncementViewProps) {
  return (
    <div className={styles.announcement} lang={language} dir="auto">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an announcement is shown whole and changes whole
        <Block key={index} roomId={roomId} block={block} pending={pending} />
      ))}
    </div>
  );
}

function Block({ roomId, block, pending }: { roomId: string; block: AnnouncementBlock; pending?: string }) {
  if (block.type === "paragraph") {
    return (
      <p>
        <ChatText text={block.text} />
      </p>
    );
  }
  if (block.type === "image" && block.imageId === "") {
    return (
      <span className={styles.pending}>
        <ImageIcon aria-hidden="true" />
        {pending}
        {block.alt && <small>{block.alt}</small>}
      </span>
    );
  }
  const [src, width, height] =
    block.type === "cover"
      ? [`/covers/${block.name}.svg`, 480, 270]
      : [`/api/rooms/${roomId}/images/${block.imageId}`, block.width, block.height];
  // biome-ignore lint/performance/noImgElement: the bytes are served as they were taken, with their size known
  return <img src={src} alt={block.alt} width={width} height={height} loading="lazy" decoding="async" />;
}
