import { figureNumber, type Figure } from './figure';
import { figureWidth, palette } from './palette';
import { inOnePiece, strip } from './strips';

const height = 64;

/** In place of a plot without a single value: one dash, instead of a page of them. Why it is empty stands below, as in every figure. */
export function nothingToShow(title: string, sentence: string): Figure {
  const drawn = strip(height, (shapes) => {
    shapes.rect(0.5, 0.5, figureWidth - 1, height - 1, palette.paper, palette.light);
    shapes.text(figureWidth / 2, height / 2, figureNumber(null), { align: 'center', fill: palette.grey });
  });
  return { ...inOnePiece(drawn), sentence, alt: `${title} ${sentence}` };
}
