import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';

const COLOURS = 256;

/**
 * An opaque drawing as a PNG with a palette: a chart has few colours and their blends at the edges of letters, so a
 * byte a dot is enough, a third of what four take. The 256 most frequent colours stay as they are and any other takes
 * the nearest of them. The same dots give the same bytes on every machine.
 *
 * @param dots red, green, blue and alpha of each dot, a byte each, row by row
 */
export function indexedPng(dots: Uint8Array, width: number, height: number): Buffer {
  const { colours, counts, numbers } = coloursOf(dots);
  const { palette, places } = paletteOf(colours, counts);
  // A row begins with the number of its filter: 0, none.
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0, from = 0, to = 0; row < height; row += 1) {
    to += 1;
    for (let column = 0; column < width; column += 1)
      rows[to++] = places[numbers[from++] as number] as number;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', Uint8Array.from(palette.flatMap(channelsOf))),
    chunk('IDAT', zlibSync(rows, { level: 4 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** The colours of a drawing in the order in which they come, how often each does, and the number of each dot's. */
function coloursOf(dots: Uint8Array) {
  const numbers = new Uint32Array(dots.length / 4);
  const places = new Map<number, number>();
  const colours: number[] = [];
  const counts: number[] = [];
  let last = -1;
  let number = 0;
  for (let at = 0, dot = 0; at < numbers.length; at += 1, dot += 4) {
    // Without alpha it is a small number; larger ones are objects to the engine, and there are millions of dots.
    const colour =
      (dots[dot] as number) | ((dots[dot + 1] as number) << 8) | ((dots[dot + 2] as number) << 16);
    if (colour !== last) {
      last = colour;
      const known = places.get(colour);
      number = known ?? colours.length;
      if (known === undefined) {
        places.set(colour, number);
        colours.push(colour);
        counts.push(0);
      }
    }
    numbers[at] = number;
    counts[number] = (counts[number] as number) + 1;
  }
  return { colours, counts, numbers };
}

/** @returns the palette, and the place in it of each colour */
function paletteOf(
  colours: readonly number[],
  counts: readonly number[],
): { palette: number[]; places: Uint8Array } {
  const frequent = colours
    .map((_, number) => number)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
    .slice(0, COLOURS);
  const palette = frequent.map((number) => colours[number] ?? 0);
  const places = Uint8Array.from(colours, (colour) => nearest(colour, palette));
  return { palette, places };
}

const channelsOf = (colour: number) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];

function nearest(colour: number, palette: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour);
  let best = 0;
  let smallest = Infinity;
  palette.forEach((each, place) => {
    const distance =
      ((each & 255) - red) ** 2 + (((each >> 8) & 255) - green) ** 2 + (((each >> 16) & 255) - blue) ** 2;
    if (distance >= smallest) return;
    smallest = distance;
    best = place;
  });
  return best;
}

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
