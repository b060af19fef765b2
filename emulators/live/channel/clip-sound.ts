/** The clip's sound: mono, 48 kHz, sixteen bit. */
export const SOUND = { sampleRate: 48_000, seconds: 60 };

const TAU = Math.PI * 2;
const SEAM_SECONDS = 0.25;
/** A yo scale from D4, two octaves: five quiet notes that cannot clash. */
const SCALE = [293.66, 329.63, 392.0, 440.0, 493.88, 587.33, 659.26, 783.99];
/** One phrase of fifteen seconds as [second, step of the scale]; played four times, the last of them sparer. */
const PHRASE: [number, number][] = [
  [0.5, 0],
  [1.5, 2],
  [2.5, 4],
  [4, 5],
  [5, 3],
  [6.5, 2],
  [8, 4],
  [9, 6],
  [10, 7],
  [11.5, 5],
  [12.5, 3],
  [13.5, 1],
];

/** One minute of plucked notes over a soft drone, silent at both ends so that it loops without a click. */
export function composeSound(): Int16Array {
  const mix = new Float32Array(SOUND.sampleRate * SOUND.seconds);
  addDrone(mix, 73.42, 0.05);
  addDrone(mix, 110, 0.035);
  for (let bar = 0; bar < 4; bar++) {
    for (const [index, [second, step]] of PHRASE.entries()) {
      if (bar === 3 && index % 2 === 1) continue;
      addPluck(mix, bar * 15 + second, SCALE[(step + (bar % 2)) % SCALE.length] ?? 440);
    }
  }
  for (let second = 0; second < SOUND.seconds; second++) addTick(mix, second);
  return Int16Array.from(mix, (value, index) => Math.round(Math.tanh(value * seamGain(index)) * 30_000));
}

function seamGain(index: number): number {
  const seconds = index / SOUND.sampleRate;
  return Math.min(1, seconds / SEAM_SECONDS, (SOUND.seconds - seconds) / SEAM_SECONDS);
}

function addDrone(mix: Float32Array, hertz: number, gain: number): void {
  for (let index = 0; index < mix.length; index++) {
    const seconds = index / SOUND.sampleRate;
    const swell = 0.75 + 0.25 * Math.sin((TAU * seconds) / 12);
    mix[index] = (mix[index] ?? 0) + gain * swell * Math.sin(TAU * hertz * seconds);
  }
}

function addPluck(mix: Float32Array, startSeconds: number, hertz: number): void {
  const start = Math.round(startSeconds * SOUND.sampleRate);
  for (let index = start; index < Math.min(mix.length, start + 3 * SOUND.sampleRate); index++) {
    const seconds = (index - start) / SOUND.sampleRate;
    const attack = Math.min(1, seconds / 0.006);
    const wave =
      Math.sin(TAU * hertz * seconds) * Math.exp(-seconds * 2.2) +
      0.3 * Math.sin(TAU * hertz * 2 * seconds) * Math.exp(-seconds * 4) +
      0.12 * Math.sin(TAU * hertz * 3.01 * seconds) * Math.exp(-seconds * 8);
    mix[index] = (mix[index] ?? 0) + 0.17 * attack * wave;
  }
}

function addTick(mix: Float32Array, second: number): void {
  const start = second * SOUND.sampleRate;
  for (let index = start; index < start + 0.03 * SOUND.sampleRate; index++) {
    const seconds = (index - start) / SOUND.sampleRate;
    mix[index] = (mix[index] ?? 0) + 0.035 * Math.sin(TAU * 1900 * seconds) * Math.exp(-seconds * 180);
  }
}
