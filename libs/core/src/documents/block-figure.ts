import { inLanguage, type Language } from '@mingjian/contract/localized';
import type { Block } from '@mingjian/contract/reports';
import {
  countyPanels,
  countyTiles,
  differenceDots,
  dimensionDots,
  itemDots,
  likertBars,
  quadrant,
  stackedIndicators,
  trendPanels,
  type CountyTiles,
  type Figure,
  type IntervalPoint,
} from '@mingjian/figures';
import { tileOf } from './county-places';
import { plainText } from './plain-text';
import type { Resolver } from './resolve-value';

export type FigureBlock = Extract<Block, { kind: 'figure' }>;

/** Draws a figure block: its references resolved, its rows put together by their groups in the order given. */
export function figureOfBlock(block: FigureBlock, resolve: Resolver, language: Language): Figure {
  const style = { language };
  const title = plainText(inLanguage(block.title, language));
  const rows = block.values.map((ref, index) => {
    const { number, ci, state, clear = false } = resolve(ref);
    const text = (texts: FigureBlock['labels']) => {
      const found = texts[index];
      return found ? plainText(inLanguage(found, language)) : '';
    };
    const hidden = state === 'suppressed';
    return { label: text(block.labels), group: text(block.groups), estimate: number, ci, clear, hidden };
  });
  const groups = [...new Set(rows.map((row) => row.group))];
  const of = (group: string) => rows.filter((row) => row.group === group);
  if (block.figure === 'dimension-dots')
    return dimensionDots({ title, dimensions: groups.map((name) => ({ name, audiences: of(name) })) }, style);
  if (block.figure === 'likert-bars') {
    const items = inRuns(rows, answersOfScale).map((answers) => {
      const shares = answers.map(({ estimate }) => estimate).filter((share) => share !== null);
      return { label: answers[0]?.label ?? '', shares: shares.length === answersOfScale ? shares : null };
    });
    return likertBars({ title, items }, style);
  }
  if (block.figure === 'quadrant') {
    const items = inRuns(rows, 2).map(([importance, performance]) => ({
      label: importance?.label ?? '',
      importance: importance?.estimate ?? null,
      performance: performance?.estimate ?? null,
    }));
    return quadrant({ title, items }, style);
  }
  if (block.figure === 'difference-dots') return differenceDots({ title, rows }, style);
  if (block.figure === 'trend-panels') {
    const panels = groups.map((name) => {
      const points = of(name);
      return { name, points: points.slice(0, -1), slope: points.at(-1) ?? null };
    });
    return trendPanels({ title, panels }, style);
  }
  if (block.figure === 'county-panels')
    return countyPanels({ title, panels: groups.map((name) => ({ name, points: of(name) })) }, style);
  if (block.figure === 'county-tiles') {
    const counties = inRuns(rows, 2).flatMap(([own, gap]) =>
      own === undefined ? [] : [{ ...own, ...tileOf(own.group), standing: standingOf(own, gap) }],
    );
    return countyTiles({ title, counties }, style);
  }
  if (block.figure === 'item-dots') {
    const reference = block.reference === null ? null : referencePoint(block, resolve, language);
    return itemDots({ title, items: rows, reference }, style);
  }
  // Of each group the values stand in the order: meets, falls short, cannot be judged.
  const bars = groups.map((label) => {
    const [meets, below, unjudged] = of(label).map((row) => row.estimate);
    return { label, meets: meets ?? null, below: below ?? null, unjudged: unjudged ?? null };
  });
  return stackedIndicators({ title, bars }, style);
}

/** Of a question the five answers stand one after the other. */
const answersOfScale = 5;

function inRuns<Row>(rows: readonly Row[], length: number): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / length) }, (_, run) =>
    rows.slice(run * length, (run + 1) * length),
  );
}

type Drawn = IntervalPoint & { clear: boolean };

function standingOf(own: Drawn, gap: Drawn | undefined): CountyTiles['counties'][number]['standing'] {
  if (own.estimate === null) return 'unknown';
  if (!gap?.clear || gap.estimate === null) return 'same';
  return gap.estimate > 0 ? 'above' : 'below';
}

function referencePoint(block: FigureBlock, resolve: Resolver, language: Language): IntervalPoint | null {
  if (block.reference === null) return null;
  const { number, ci } = resolve(block.reference);
  return { label: language === 'en' ? 'overall' : '总体', estimate: number, ci };
}
