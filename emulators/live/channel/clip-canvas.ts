/** The clip's picture size and length. One minute, so that a second hand turns exactly once and the loop has no seam. */
export const SCENE = { width: 960, height: 540, seconds: 60, fps: 25 };

export type Context = CanvasRenderingContext2D;

/** Where the square begins. */
export const GROUND_Y = 418;
export const TAU = Math.PI * 2;

/** A filled circle. */
export function disc(
  context: Context,
  x: number,
  y: number,
  radius: number,
  fill: string | CanvasGradient | CanvasPattern,
): void {
  context.fillStyle = fill;
  context.beginPath();
  context.arc(x, y, radius, 0, TAU);
  context.fill();
}

/** A straight stroke in the current style. */
export function segment(context: Context, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
