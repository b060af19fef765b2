/** The clip's picture size and length. One minute, so that a second hand turns exactly once and the loop has no seam. */
export const SCENE = { width: 960, height: 540, seconds: 60, fps: 25 };

type Context = CanvasRenderingContext2D;

interface Lantern {
  x: number;
  y: number;
  size: number;
  phase: number;
  /** Whole turns of the sway and of the glow in one minute: whole, so that the last frame meets the first. */
  sways: number;
  breaths: number;
}

const TAU = Math.PI * 2;
const CLOCK = { x: 480, y: 262, radius: 66 };
const GROUND_Y = 418;
const FAR = garland(7, 62, 74, 30, 0.4).slice(1, -1);
/** The middle one would hide the clock. */
const NEAR = garland(5, 20, 128, 48, 1.7).filter((lantern) => Math.abs(lantern.x - CLOCK.x) > 120);

/** Draws the square as it looks `seconds` after the minute began; the same second always gives the same picture. */
export function drawScene(context: Context, seconds: number): void {
  const turn = seconds / SCENE.seconds;
  drawSky(context, turn);
  drawTown(context);
  drawGround(context, turn);
  drawCord(context, 62, 74, 0.12);
  for (const lantern of FAR) drawLantern(context, lantern, turn);
  drawClock(context, seconds);
  drawCord(context, 20, 128, 0.2);
  for (const lantern of NEAR) drawLantern(context, lantern, turn);
  drawEmbers(context, turn);
  drawPeople(context, turn);
  drawSign(context);
}

function garland(count: number, edgeY: number, middleY: number, size: number, phase: number): Lantern[] {
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

function drawSky(context: Context, turn: number): void {
  const sky = context.createLinearGradient(0, 0, 0, GROUND_Y);
  sky.addColorStop(0, "#0d1730");
  sky.addColorStop(0.45, "#22315a");
  sky.addColorStop(0.62, "#5b4a72");
  sky.addColorStop(0.78, "#b06a62");
  sky.addColorStop(0.92, "#eba25a");
  context.fillStyle = sky;
  context.fillRect(0, 0, SCENE.width, GROUND_Y);
  for (let index = 0; index < 46; index++) {
    const x = (index * 211.7) % SCENE.width;
    const y = 8 + ((index * 97.3) % 190);
    const glint = 0.5 + 0.5 * Math.sin(TAU * (turn * (4 + (index % 5)) + index * 0.37));
    context.fillStyle = `rgba(226, 232, 255, ${(0.18 + 0.42 * glint) * (1 - y / 260)})`;
    context.fillRect(x, y, index % 4 === 0 ? 2 : 1.4, index % 4 === 0 ? 2 : 1.4);
  }
}

function drawTown(context: Context): void {
  context.fillStyle = "#2f2c50";
  context.beginPath();
  context.moveTo(0, 372);
  context.bezierCurveTo(150, 300, 260, 352, 400, 338);
  context.bezierCurveTo(560, 322, 700, 282, 960, 356);
  context.lineTo(960, GROUND_Y);
  context.lineTo(0, GROUND_Y);
  context.fill();
  for (let index = 0; index < 15; index++) drawHouse(context, index);
}

function drawHouse(context: Context, index: number): void {
  const width = 58 + ((index * 37) % 32);
  const left = index * 66 - 14;
  const top = 352 + ((index * 53) % 34);
  context.fillStyle = index % 2 === 0 ? "#171e38" : "#1c2442";
  context.fillRect(left, top, width, GROUND_Y - top);
  context.beginPath();
  context.moveTo(left - 8, top + 1);
  context.quadraticCurveTo(left + width * 0.3, top - 4, left + width / 2, top - 20);
  context.quadraticCurveTo(left + width * 0.7, top - 4, left + width + 8, top + 1);
  context.fill();
  for (let pane = 0; pane < 3; pane++) {
    if ((index * 3 + pane * 5) % 4 === 0) continue;
    context.fillStyle = (index + pane) % 3 === 0 ? "#ffc267" : "#e58c33";
    context.fillRect(left + 10 + pane * 17, top + 14, 9, 13);
  }
}

function drawGround(context: Context, turn: number): void {
  const stone = context.createLinearGradient(0, GROUND_Y, 0, SCENE.height);
  stone.addColorStop(0, "#3a3448");
  stone.addColorStop(0.25, "#232a45");
  stone.addColorStop(1, "#0e1526");
  context.fillStyle = stone;
  context.fillRect(0, GROUND_Y, SCENE.width, SCENE.height - GROUND_Y);
  context.strokeStyle = "rgba(10, 15, 30, 0.55)";
  context.lineWidth = 1.5;
  for (let line = -14; line <= 14; line++) segment(context, 480 + line * 40, GROUND_Y, 480 + line * 150, SCENE.height);
  for (const y of [426, 437, 452, 472, 498]) segment(context, 0, y, SCENE.width, y);
  for (const lantern of [...FAR, ...NEAR]) drawPool(context, lantern, turn);
}

/** The light one lantern throws on the stones. */
function drawPool(context: Context, lantern: Lantern, turn: number): void {
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

function drawCord(context: Context, edgeY: number, middleY: number, alpha: number): void {
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

function drawLantern(context: Context, lantern: Lantern, turn: number): void {
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

function drawClock(context: Context, seconds: number): void {
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

/** Sparks that rise past the lanterns, each a whole number of times a minute. */
function drawEmbers(context: Context, turn: number): void {
  for (let index = 0; index < 14; index++) {
    const climb = (turn * (3 + (index % 3)) + index * 0.137) % 1;
    const x = ((index * 173) % SCENE.width) + 18 * Math.sin(TAU * (climb * 1.5 + index * 0.31));
    const alpha = Math.sin(Math.PI * climb) * 0.85;
    disc(context, x, 500 - climb * 420, 1.7, `rgba(255, 196, 110, ${alpha})`);
  }
}

function drawPeople(context: Context, turn: number): void {
  for (let index = 0; index < 13; index++) {
    if (index === 6) continue; // leaves the foot of the clock to be seen
    const height = 62 + ((index * 29) % 34);
    const x = 30 + index * 75 + ((index * 41) % 26) + 2.2 * Math.sin(TAU * turn * (5 + (index % 4)) + index);
    const top = SCENE.height - height + 1.4 * Math.sin(TAU * turn * (13 + (index % 3)) + index * 2);
    context.fillStyle = index % 3 === 0 ? "#0a0f1d" : "#0d1324";
    disc(context, x, top, 13, context.fillStyle);
    context.beginPath();
    context.moveTo(x - 27, SCENE.height);
    context.bezierCurveTo(x - 27, top + 10, x - 12, top + 13, x, top + 9);
    context.bezierCurveTo(x + 12, top + 13, x + 27, top + 10, x + 27, SCENE.height);
    context.fill();
    context.strokeStyle = "rgba(255, 170, 80, 0.42)";
    context.lineWidth = 1.6;
    context.beginPath();
    context.arc(x, top, 12.4, Math.PI * 1.15, Math.PI * 1.85);
    context.stroke();
  }
}

function drawSign(context: Context): void {
  context.textAlign = "left";
  context.fillStyle = "rgba(255, 244, 216, 0.92)";
  context.font = "700 24px 'Noto Serif CJK JP', serif";
  context.fillText("広場", 26, 42);
  context.font = "700 18px 'Noto Serif CJK JP', serif";
  context.fillText("Hiroba", 82, 41);
}

function disc(context: Context, x: number, y: number, radius: number, fill: string | CanvasGradient | CanvasPattern): void {
  context.fillStyle = fill;
  context.beginPath();
  context.arc(x, y, radius, 0, TAU);
  context.fill();
}

function segment(context: Context, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

function mix(share: number, from: string, to: string): string {
  const channel = (color: string, at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(channel(from, at) + (channel(to, at) - channel(from, at)) * share));
  return `rgb(${parts.join(", ")})`;
}
