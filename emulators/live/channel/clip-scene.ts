import { type Context, disc, GROUND_Y, SCENE, segment, TAU } from "./clip-canvas";
import { CLOCK, drawClock } from "./clip-clock";
import { drawCord, drawLantern, drawPool, garland } from "./clip-lantern";

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
