import { emsOf } from './wrap-label';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Spot {
  x: number;
  y: number;
  label: string;
}

/**
 * Places short labels beside their points, on the nearest of ever wider rings where they touch no other label and no
 * point and stay inside the frame. A label for which there is no room is null: its point is named in the table alone.
 *
 * @param size px of the letters
 * @param drawn what else no label may touch
 */
export function placeLabels(
  points: readonly Spot[],
  frame: Box,
  size: number,
  drawn: readonly Box[] = [],
): (Box | null)[] {
  const taken: Box[] = [
    ...points.map(({ x, y }) => ({ x: x - 5, y: y - 5, width: 10, height: 10 })),
    ...drawn,
  ];
  return points.map(({ x, y, label }) => {
    const width = emsOf(label) * size + 4;
    const height = size + 3;
    for (const distance of [8, 14, 22, 32, 44]) {
      for (let step = 0; step < 16; step += 1) {
        // Right first, then left, above and below, then what lies between.
        const angle = (Math.PI / 8) * ((step * 7 + (step % 2 === 0 ? 0 : 8)) % 16);
        const box = {
          x: x + Math.cos(angle) * (distance + width / 2) - width / 2,
          y: y - Math.sin(angle) * (distance + height / 2) - height / 2,
          width,
          height,
        };
        if (!within(box, frame) || taken.some((other) => touch(box, other))) continue;
        taken.push(box);
        return box;
      }
    }
    return null;
  });
}

export const touch = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const within = (box: Box, frame: Box) =>
  box.x >= frame.x &&
  box.y >= frame.y &&
  box.x + box.width <= frame.x + frame.width &&
  box.y + box.height <= frame.y + frame.height;
