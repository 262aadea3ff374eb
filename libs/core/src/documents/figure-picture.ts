import { createCanvas, GlobalFonts, loadImage } from '@napi-rs/canvas';
import { typefaceFiles } from './typeface';

/** px of the picture for one px of the drawing: some 240 dots an inch at the width of the type area. */
const SCALE = 2.5;
const FACE = 'Noto Serif SC';

/**
 * A drawing as a PNG picture, for formats whose readers cannot be trusted with SVG; letters come from the report's own
 * face, whatever the machine has. Width and height are those of the drawing.
 *
 * @throws Error when the typeface is not installed
 */
export async function pictureOf(svg: string): Promise<{ png: Buffer; width: number; height: number }> {
  if (!GlobalFonts.has(FACE)) for (const file of typefaceFiles()) GlobalFonts.registerFromPath(file, FACE);
  const drawing = await loadImage(Buffer.from(svg, 'utf8'));
  const { width, height } = drawing;
  const canvas = createCanvas(Math.round(width * SCALE), Math.round(height * SCALE));
  const context = canvas.getContext('2d');
  context.scale(SCALE, SCALE);
  context.drawImage(drawing, 0, 0, width, height);
  return { png: await canvas.encode('png'), width, height };
}
