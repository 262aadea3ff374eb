import { figureNumber, withInterval, type Figure, type IntervalPoint } from './figure';
import { figureWidth, palette, type FigureStyle } from './palette';
import { Shapes } from './shapes';
import { inOnePiece } from './strips';
import { emsOf, wrapLabel } from './wrap-label';

/** Counties as tiles about where they lie, each with its index. */
export interface CountyTiles {
  title: string;
  /** `row` and `column` from 0; `standing` against the city: told apart from it after adjustment, or not. */
  counties: (IntervalPoint & {
    row: number;
    column: number;
    standing: 'above' | 'below' | 'same' | 'unknown';
  })[];
}

const gap = 6;
const tileHeight = 62;

/** 县域格图: above and below the city are coloured and signed only where the difference is more than chance; the rest is grey. */
export function countyTiles(input: CountyTiles, style: FigureStyle): Figure {
  const english = style.language === 'en';
  const columns = Math.max(1, ...input.counties.map(({ column }) => column + 1));
  const rows = Math.max(1, ...input.counties.map(({ row }) => row + 1));
  const width = Math.min(128, (figureWidth - gap * (columns - 1)) / columns);
  const left = (figureWidth - columns * width - (columns - 1) * gap) / 2;
  const top = 34;
  const height = top + rows * (tileHeight + gap) + 8;
  const shapes = new Shapes();
  const looks = {
    above: { fill: palette.blue, ink: palette.paper, sign: '▲ ' },
    below: { fill: palette.cinnabar, ink: palette.paper, sign: '▼ ' },
    same: { fill: '#e7eaee', ink: palette.ink, sign: '' },
    unknown: { fill: palette.paper, ink: palette.grey, sign: '' },
  } as const;
  const names = english
    ? { above: 'above the city', below: 'below the city', same: 'not told apart', unknown: 'not published' }
    : { above: '高于全市', below: '低于全市', same: '与全市无显著差异', unknown: '不公布' };
  const keys = ['above', 'below', 'same'] as const;
  const roomOf = (key: (typeof keys)[number]) => 17 + emsOf(looks[key].sign + names[key]) * 11.5 + 22;
  const legend = keys.reduce((sum, key) => sum + roomOf(key), 0);
  let x = Math.max(0, Math.min(left, figureWidth - legend));
  for (const key of keys) {
    shapes.rect(x, 8, 12, 12, looks[key].fill);
    shapes.text(x + 17, 14, looks[key].sign + names[key], { size: 11.5 });
    x += roomOf(key);
  }
  for (const county of input.counties) {
    const look = looks[county.standing];
    const tileX = left + county.column * (width + gap);
    const tileY = top + county.row * (tileHeight + gap);
    const middle = tileX + width / 2;
    shapes.rect(
      tileX,
      tileY,
      width,
      tileHeight,
      look.fill,
      county.standing === 'unknown' ? palette.light : undefined,
    );
    const ink = { align: 'center', fill: look.ink } as const;
    const nameSize = Math.max(9.5, Math.min(13, (width - 8) / Math.max(1, emsOf(county.label))));
    const [name = ''] = wrapLabel(county.label, (width - 8) / nameSize, 1);
    shapes.text(middle, tileY + 14, name, { ...ink, size: nameSize });
    shapes.text(middle, tileY + 33, look.sign + figureNumber(county.estimate), {
      ...ink,
      size: 17,
      bold: true,
    });
    if (county.ci)
      shapes.text(middle, tileY + 51, county.ci.map((limit) => limit.toFixed(1)).join('–'), {
        ...ink,
        size: 11,
      });
  }
  const sentence = seen(input, style);
  return {
    ...inOnePiece({ height, shapes: shapes.drawn }),
    sentence,
    alt: `${input.title}${english ? '. ' : '。'}${sentence}`,
  };
}

function seen({ counties }: CountyTiles, { language }: FigureStyle): string {
  const english = language === 'en';
  const of = (standing: string) =>
    counties
      .filter((each) => each.standing === standing)
      .map((each) => `${each.label} ${withInterval(each, language)}`);
  const [above, below] = [of('above'), of('below')];
  if (above.length + below.length === 0)
    return english ? 'No county can be told apart from the city.' : '各县（市、区）与全市均无显著差异。';
  const say = (list: string[], zh: string, en: string) =>
    list.length === 0 ? [] : [english ? `${en}: ${list.join(', ')}` : `${zh}：${list.join('、')}`];
  return (
    [...say(above, '高于全市的有', 'Above the city'), ...say(below, '低于全市的有', 'below the city')].join(
      english ? '; ' : '；',
    ) + (english ? '.' : '。')
  );
}
