import { BookOpen, ChefHat, Gamepad2, Leaf, type LucideIcon, MicVocal, Music, Palette, TrainFront } from "lucide-react";
import type { RoomCategory } from "@/lib/rooms/schema";

const icons: Record<RoomCategory, LucideIcon> = {
  music: Music,
  travel: TrainFront,
  games: Gamepad2,
  crafts: Palette,
  cooking: ChefHat,
  talk: MicVocal,
  reading: BookOpen,
  nature: Leaf,
};

/** The outline that stands for a category; the category's name stands beside it or is not needed. */
export function CategoryIcon({ category }: { category: RoomCategory }) {
  const Icon = icons[category];
  return <Icon aria-hidden="true" />;
}
