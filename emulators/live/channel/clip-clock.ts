import { type Context, disc, GROUND_Y, segment, TAU } from "./clip-canvas";

export const CLOCK = { x: 480, y: 262, radius: 66 };

/** The station clock on its post: a hand that turns once a minute, and the seconds in digits. */
export function drawClock(context: Context, seconds: number): void {
  const { x, y, radius } = CLOCK;
  const second = Math.floor(seconds);
  context.fillStyle = "#0c1122";
  context.fillRect(x - 6, y + radius, 12, GROUND_Y + 26 - y - radius);
  context.fillRect(x - 24, GROUND_Y + 20, 48, 10);
  const halo = context.createRadialGradient(x, y, radius * 0.8, x, y, radius * 2.1);
  halo.addColorStop(0, "rgba(255, 190, 110, 0.34)");
  halo.addColorStop(1, "rgba(255, 170, 80, 0)");
  context.fillStyle = halo;
  context.fillRect(x - radius * 2.2, y - radius * 2.2, radius * 4.4, radius * 4.4);
  disc(context, x, y, radius + 7, "#0c1122");
  const face = context.createRadialGradient(x, y, 0, x, y, radius);
  face.addColorStop(0, "#fff4d8");
  face.addColorStop(1, "#f2c987");
  disc(context, x, y, radius, face);
  for (let tick = 0; tick < 60; tick++) drawTick(context, tick, tick <= second);
  drawHand(context, seconds);
  drawPlate(context, second);
}

function drawTick(context: Context, tick: number, isPast: boolean): void {
  const angle = (tick / 60) * TAU - Math.PI / 2;
  const isFifth = tick % 5 === 0;
  const inner = CLOCK.radius - (isFifth ? 14 : 9);
  context.strokeStyle = isPast ? "#d9680a" : "rgba(58, 36, 18, 0.45)";
  context.lineWidth = isFifth ? 3.4 : 1.8;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const outer = CLOCK.radius - 4;
  segment(context, CLOCK.x + cos * inner, CLOCK.y + sin * inner, CLOCK.x + cos * outer, CLOCK.y + sin * outer);
}

/** The seconds in digits, under the face. */
function drawPlate(context: Context, second: number): void {
  const top = CLOCK.y + CLOCK.radius + 16;
  context.fillStyle = "#0c1122";
  context.beginPath();
  context.roundRect(CLOCK.x - 30, top, 60, 36, 6);
  context.fill();
  context.fillStyle = "#ff9f1c";
  context.font = "700 25px 'Noto Serif CJK JP', serif";
  context.textAlign = "center";
  context.fillText(String(second).padStart(2, "0"), CLOCK.x, top + 27);
}

/** A station clock's hand: it rests on the second and swings to the next one in a fifth of a second. */
function drawHand(context: Context, seconds: number): void {
  const second = Math.floor(seconds);
  const swing = Math.min(1, (seconds - second) / 0.2);
  const eased = 1 - (1 - swing) ** 3;
  const angle = ((second - 1 + eased) / 60) * TAU - Math.PI / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  context.strokeStyle = "#2a1a10";
  context.lineCap = "round";
  context.lineWidth = 3.5;
  segment(context, CLOCK.x - cos * 14, CLOCK.y - sin * 14, CLOCK.x + cos * 48, CLOCK.y + sin * 48);
  context.lineCap = "butt";
  disc(context, CLOCK.x, CLOCK.y, 5.5, "#d9680a");
}
