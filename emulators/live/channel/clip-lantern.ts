import { type Context, GROUND_Y, SCENE, TAU } from "./clip-canvas";

export interface Lantern {
  x: number;
  y: number;
  size: number;
  phase: number;
  /** Whole turns of the sway and of the glow in one minute: whole, so that the last frame meets the first. */
  sways: number;
  breaths: number;
}

/** Evenly spaced lanterns on a cord that hangs from both edges of the picture. */
export function garland(count: number, edgeY: number, middleY: number, size: number, phase: number): Lantern[] {
  return Array.from({ length: count }, (_, index) => {
    const at = (index + 0.5) / count;
    return {
      x: at * SCENE.width,
      y: cordY(at, edgeY, middleY),
      size: size * (0.9 + 0.2 * ((index * 7) % 3) * 0.5),
      phase: phase + index * 2.1,
      sways: 11 + ((index * 5) % 4),
      breaths: 9 + ((index * 3) % 5),
    };
  });
}

/** Height of a cord that hangs from both edges of the picture, at a share of its width. */
function cordY(at: number, edgeY: number, middleY: number): number {
  return edgeY + (middleY - edgeY) * 4 * at * (1 - at);
}

/** The light one lantern throws on the stones. */
export function drawPool(context: Context, lantern: Lantern, turn: number): void {
  const radius = lantern.size * 2.6;
  context.save();
  context.translate(lantern.x, GROUND_Y + 18 + lantern.size);
  context.scale(1, 0.28);
  const light = context.createRadialGradient(0, 0, 0, 0, 0, radius);
  light.addColorStop(0, `rgba(255, 170, 70, ${0.34 * glow(lantern, turn)})`);
  light.addColorStop(1, "rgba(255, 159, 28, 0)");
  context.fillStyle = light;
  context.fillRect(-radius, -radius, radius * 2, radius * 2);
  context.restore();
}

/** The cord itself. */
export function drawCord(context: Context, edgeY: number, middleY: number, alpha: number): void {
  context.strokeStyle = `rgba(8, 12, 26, ${0.6 + alpha})`;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(0, edgeY);
  context.quadraticCurveTo(SCENE.width / 2, 2 * middleY - edgeY, SCENE.width, edgeY);
  context.stroke();
}

function glow(lantern: Lantern, turn: number): number {
  return 0.86 + 0.14 * Math.sin(TAU * turn * lantern.breaths + lantern.phase);
}

/** One lantern with its halo, as it sways at this share of the minute. */
export function drawLantern(context: Context, lantern: Lantern, turn: number): void {
  const { size } = lantern;
  const shine = glow(lantern, turn);
  context.save();
  context.translate(lantern.x, lantern.y);
  context.rotate(0.075 * Math.sin(TAU * turn * lantern.sways + lantern.phase));
  const halo = context.createRadialGradient(0, size * 1.1, size * 0.3, 0, size * 1.1, size * 2.7);
  halo.addColorStop(0, `rgba(255, 166, 60, ${0.5 * shine})`);
  halo.addColorStop(0.4, `rgba(255, 150, 40, ${0.17 * shine})`);
  halo.addColorStop(1, "rgba(255, 140, 30, 0)");
  context.fillStyle = halo;
  context.fillRect(-size * 2.8, -size * 1.7, size * 5.6, size * 5.6);
  context.fillStyle = "#0b1020";
  context.fillRect(-1, 0, 2, size * 0.3);
  paperPath(context, size);
  const paper = context.createRadialGradient(0, size * 1.2, size * 0.08, 0, size * 1.12, size * 1.02);
  paper.addColorStop(0, mix(shine, "#ffd98c", "#fff3cf"));
  paper.addColorStop(0.5, mix(shine, "#f08f1c", "#ffad3d"));
  paper.addColorStop(1, "#b04d0c");
  context.fillStyle = paper;
  context.fill();
  context.save();
  context.clip();
  context.fillStyle = "rgba(90, 34, 4, 0.26)";
  for (let rib = 1; rib < 8; rib++) context.fillRect(-size, size * (0.3 + rib * 0.2), size * 2, Math.max(1.2, size * 0.035));
  context.restore();
  context.fillStyle = "#10131f";
  context.fillRect(-size * 0.42, size * 0.26, size * 0.84, size * 0.11);
  context.fillRect(-size * 0.42, size * 1.87, size * 0.84, size * 0.11);
  context.fillStyle = "#c8541a";
  context.fillRect(-1.5, size * 1.98, 3, size * 0.42);
  context.restore();
}

/** Flat top and foot, bulging sides: the lantern of the design. */
function paperPath(context: Context, size: number): void {
  context.beginPath();
  context.moveTo(-size * 0.5, size * 0.34);
  context.lineTo(size * 0.5, size * 0.34);
  context.bezierCurveTo(size * 0.95, size * 0.6, size * 0.95, size * 1.64, size * 0.5, size * 1.9);
  context.lineTo(-size * 0.5, size * 1.9);
  context.bezierCurveTo(-size * 0.95, size * 1.64, -size * 0.95, size * 0.6, -size * 0.5, size * 0.34);
}

function mix(share: number, from: string, to: string): string {
  const channel = (color: string, at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(channel(from, at) + (channel(to, at) - channel(from, at)) * share));
  return `rgb(${parts.join(", ")})`;
}
