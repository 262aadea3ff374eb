import { Shapes, type Shape } from './shapes';

/** A strip of a figure, as wide as `figureWidth`: shapes from its own top. */
export interface Strip {
  /** px */
  height: number;
  shapes: readonly Shape[];
}

/** A drawing in strips, one below the other: print parts it between pieces of its body, each part with head and foot. */
export interface Strips {
  /** What the colours and columns mean. */
  head: Strip;
  body: readonly Strip[];
  /** The axis. */
  foot: Strip;
}

/** px; at either end of a figure at least this much stays together, so that no part is a lonely row. */
const END = 90;
/** px; a group stays with its heading up to this height; a higher one comes in pieces that repeat the heading. */
const GROUP = 300;

export function strip(height: number, draw: (shapes: Shapes) => void): Strip {
  const shapes = new Shapes();
  draw(shapes);
  return { height, shapes: shapes.drawn };
}

export const noStrip: Strip = { height: 0, shapes: [] };

/** A drawing that is never parted. */
export const inOnePiece = (only: Strip): Strips => ({ head: noStrip, body: [only], foot: noStrip });

/**
 * A drawing of rows in the pieces that may stand on different pages.
 *
 * @param units what stays together: a row, or rows under one heading
 */
export function inPieces(head: Strip, units: readonly Strip[], foot: Strip): Strips {
  const first = endOf(units);
  const last = units.length - endOf(units.toReversed());
  const body =
    first > last
      ? [stacked(units)]
      : [stacked(units.slice(0, first)), ...units.slice(first, last), stacked(units.slice(last))];
  return { head, body, foot };
}

/** Rows that must not be torn from their heading. */
export function headed(heading: Strip, rows: readonly Strip[]): Strip[] {
  return evenRuns(rows, GROUP).map((run) => stacked([heading, ...run]));
}

/** The whole drawing, however tall. */
export const wholeOf = ({ head, body, foot }: Strips): Strip => stacked([head, ...body, foot]);

/**
 * A drawing that is printed on pages: as few parts as there is room for, about equally tall, each with head and foot.
 *
 * @param room px of a page
 */
export function partsOf({ head, body, foot }: Strips, room: number): Strip[] {
  return evenRuns(body, room - head.height - foot.height).map((run) => stacked([head, ...run, foot]));
}

export function stacked(strips: readonly Strip[]): Strip {
  let top = 0;
  const shapes = strips.flatMap((each) => {
    const from = top;
    top += each.height;
    return each.shapes.map((shape) => lowered(shape, from));
  });
  return { height: top, shapes };
}

function lowered(shape: Shape, by: number): Shape {
  if (shape.kind === 'line') return { ...shape, y1: shape.y1 + by, y2: shape.y2 + by };
  if (shape.kind === 'polygon') return { ...shape, points: shape.points.map(([x, y]) => [x, y + by]) };
  return { ...shape, y: shape.y + by };
}

/** How many units from the beginning stay together. */
function endOf(units: readonly Strip[]): number {
  let height = 0;
  const last = units.findIndex((unit) => (height += unit.height) >= END);
  return last < 0 ? units.length : last + 1;
}

/** As few runs as the room allows, and these about equally high. */
function evenRuns(pieces: readonly Strip[], room: number): Strip[][] {
  let even = runs(pieces, room);
  for (let less = room - 1; less > 0; less -= 1) {
    const narrower = runs(pieces, less);
    if (narrower.length > even.length) break;
    even = narrower;
  }
  return even;
}

/** A piece higher than the room has a run of its own. */
function runs(pieces: readonly Strip[], room: number): Strip[][] {
  const all: Strip[][] = [];
  let left = 0;
  for (const piece of pieces) {
    const run = all.at(-1);
    if (run === undefined || piece.height > left) {
      all.push([piece]);
      left = room;
    } else run.push(piece);
    left -= piece.height;
  }
  return all;
}
