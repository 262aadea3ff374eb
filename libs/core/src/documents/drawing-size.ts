import { PAGE } from './paged-figure';

/** px, as an SVG drawing names them in its root. @throws Error when it does not */
export function drawingSize(svg: string): { width: number; height: number } {
  const [, width, height] = /^<svg[^>]*? width="([\d.]+)" height="([\d.]+)"/u.exec(svg) ?? [];
  if (width === undefined || height === undefined) throw new Error('a drawing does not say its size');
  return { width: Number(width), height: Number(height) };
}

/** px in print: what cannot be parted and is taller than a page is made smaller as a whole. */
export function printedSize({ width, height }: { width: number; height: number }) {
  const scale = Math.min(1, PAGE / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
