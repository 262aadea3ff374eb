import { createCanvas, GlobalFonts, loadImage } from '@napi-rs/canvas';
import { drawingSize } from './drawing-size';
import { indexedPng } from './indexed-png';
import { FACE, typefaceFiles } from './typeface';

/** Dots of the picture for one px of the drawing: 192 an inch, so that thin lines fall on whole dots. */
const SCALE = 2;

/**
 * A drawing as a PNG picture, for formats whose readers cannot be trusted with SVG; letters come from the report's own
 * face, whatever the machine has. Width and height are those of the drawing.
 *
 * @throws Error when the typeface is not installed or the drawing does not begin with its size
 */
export async function pictureOf(svg: string): Promise<{ png: Buffer; width: number; height: number }> {
  if (!GlobalFonts.has(FACE)) for (const file of typefaceFiles()) GlobalFonts.registerFromPath(file, FACE);
  const { width, height } = drawingSize(svg);
  const [across, down] = [Math.round(width * SCALE), Math.round(height * SCALE)];
  // An SVG is turned into dots at the size it says it has, so it says the size of the picture: else letters blur.
  const sized = svg.replace(/ width="[\d.]+" height="[\d.]+"/u, ` width="${across}" height="${down}"`);
  const drawing = await loadImage(Buffer.from(sized, 'utf8'));
  const canvas = createCanvas(across, down);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, across, down);
  context.drawImage(drawing, 0, 0, across, down);
  return { png: indexedPng(canvas.data(), across, down), width, height };
}
