import { differ, withInterval, type Figure, type IntervalPoint } from './figure';
import { intervalRows, type IntervalRow, type Mark } from './interval-rows';
import { nothingToShow } from './nothing-to-show';
import { figureWidth, type FigureStyle } from './palette';
import { emsOf, wrapLabel } from './wrap-label';

/** Index by dimension and audience. The first dimension is the overall index, of which the sentence speaks. */
export interface DimensionDots {
  title: string;
  dimensions: { name: string; audiences: IntervalPoint[] }[];
}

const marks: Mark[] = ['circle', 'square', 'diamond'];

/** 维度×对象: a dot with its interval for every dimension and audience, the audiences told apart by their marks. */
export function dimensionDots(input: DimensionDots, style: FigureStyle): Figure {
  // An audience keeps its mark, also where a dimension was not asked of another.
  const labels = [...new Set(input.dimensions.flatMap((each) => each.audiences.map((point) => point.label)))];
  const groups = input.dimensions.map(({ name, audiences }) =>
    audiences.map((point, index): IntervalRow => ({
      ...point,
      lines: wrapLabel(point.label, 9),
      group: index === 0 ? name : null,
      mark: marks[labels.indexOf(point.label) % marks.length] ?? 'circle',
      attention: false,
    })),
  );
  const rows = groups.flat();
  const widest = (texts: string[]) => Math.max(0, ...texts.map(emsOf)) * 12;
  const labelRoom =
    widest(input.dimensions.map(({ name }) => name)) + widest(rows.flatMap(({ lines }) => lines));
  const head = style.language === 'en' ? 'Index (interval)' : '指数（置信区间）';
  const sentence = seen(input, style);
  if (rows.every(({ estimate }) => estimate === null)) return nothingToShow(input.title, sentence);
  const drawn = intervalRows(groups, Math.min(labelRoom + 34, figureWidth * 0.45), head, null);
  return { ...drawn, sentence, alt: `${input.title}${style.language === 'en' ? '. ' : '。'}${sentence}` };
}

function seen({ dimensions }: DimensionDots, { language }: FigureStyle): string {
  const english = language === 'en';
  const [overall] = dimensions;
  const known = (overall?.audiences ?? [])
    .filter((point) => point.estimate !== null)
    .sort((a, b) => (b.estimate ?? 0) - (a.estimate ?? 0));
  const highest = known[0];
  const lowest = known.at(-1);
  if (!overall || !highest || !lowest)
    return english ? 'There is no estimate to show.' : '没有可以展示的估计值。';
  if (known.length === 1)
    return english
      ? `Only ${highest.label} have an estimate of “${overall.name}”: ${withInterval(highest, language)}.`
      : `“${overall.name}”仅${highest.label}有估计值，为${withInterval(highest, language)}。`;
  const verdict = differ(highest, lowest);
  const ends = english
    ? `On “${overall.name}”, ${highest.label} stand at ${withInterval(highest, language)} and ${lowest.label} at ${withInterval(lowest, language)}`
    : `“${overall.name}”中，${highest.label}为${withInterval(highest, language)}，${lowest.label}为${withInterval(lowest, language)}`;
  if (verdict === true)
    return english
      ? `${ends}: the difference is statistically significant.`
      : `${ends}，两者差异具有统计显著性。`;
  return english
    ? `${ends}: within the uncertainty of the survey, no difference between audiences can be claimed.`
    : `${ends}，在抽样误差范围内，尚不能认为各类对象之间存在差异。`;
}
