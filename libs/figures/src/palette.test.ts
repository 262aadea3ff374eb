import { expect, test } from 'vitest';
import { likertFills } from './likert-bars';
import { palette } from './palette';

type Colour = [number, number, number];

const channels = (hex: string): Colour =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as Colour;
const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

/** L* of CIELAB, 0 black to 100 white: what a grey print leaves of a colour. */
function lightness([red, green, blue]: Colour): number {
  const y = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (y * 24389) / 27;
}

/** Machado, Oliveira and Fernandes (2009), severity 1, in linear light. */
const blindness: Record<string, Colour[]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** CIELAB of a colour as somebody sees it, for distances of about one just noticeable difference in 2.3. */
function lab(hex: string, matrix?: Colour[]): Colour {
  const light = channels(hex).map(linear) as Colour;
  const seen = matrix
    ? (matrix.map((row) => row.reduce((sum, weight, at) => sum + weight * (light[at] ?? 0), 0)) as Colour)
    : light;
  const [r, g, b] = seen.map((each) => Math.min(1, Math.max(0, each))) as Colour;
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (a: Colour, b: Colour) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const neighbours = likertFills.slice(1).map((fill, at) => [likertFills[at] ?? '', fill] as const);

test('answers beside one another differ in grey print', () => {
  for (const [one, other] of neighbours)
    expect(Math.abs(lightness(channels(one)) - lightness(channels(other)))).toBeGreaterThan(12);
});

test('answers beside one another, and the colours of above and below, differ for who is colour-blind', () => {
  for (const matrix of Object.values(blindness)) {
    for (const [one, other] of neighbours)
      expect(distance(lab(one, matrix), lab(other, matrix))).toBeGreaterThan(12);
    expect(distance(lab(palette.blue, matrix), lab(palette.cinnabar, matrix))).toBeGreaterThan(20);
  }
});

test('what is significant differs from what is not by more than its colour in grey print', () => {
  expect(Math.abs(lightness(channels(palette.blue)) - lightness(channels(palette.grey)))).toBeGreaterThan(10);
  expect(Math.abs(lightness(channels(palette.cinnabar)) - lightness(channels('#e7eaee')))).toBeGreaterThan(
    30,
  );
});
