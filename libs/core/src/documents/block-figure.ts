import { inLanguage, type Language } from '@mingjian/contract/localized';
import type { Block } from '@mingjian/contract/reports';
import {
  dimensionDots,
  itemDots,
  stackedIndicators,
  type Figure,
  type IntervalPoint,
  type Medium,
} from '@mingjian/figures';
import type { Resolver } from './resolve-value';

export type FigureBlock = Extract<Block, { kind: 'figure' }>;

/** Draws a figure block: its references resolved, its rows put together by their groups in the order given. */
export function figureOfBlock(
  block: FigureBlock,
  resolve: Resolver,
  language: Language,
  medium: Medium,
): Figure {
  const style = { language, medium };
  const title = inLanguage(block.title, language);
  const rows = block.values.map((ref, index) => {
    const { number, ci } = resolve(ref);
    const text = (texts: FigureBlock['labels']) => {
      const found = texts[index];
      return found ? inLanguage(found, language) : '';
    };
    return { label: text(block.labels), group: text(block.groups), estimate: number, ci };
  });
  const groups = [...new Set(rows.map((row) => row.group))];
  const of = (group: string) => rows.filter((row) => row.group === group);
  if (block.figure === 'dimension-dots')
    return dimensionDots({ title, dimensions: groups.map((name) => ({ name, audiences: of(name) })) }, style);
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

function referencePoint(block: FigureBlock, resolve: Resolver, language: Language): IntervalPoint | null {
  if (block.reference === null) return null;
  const { number, ci } = resolve(block.reference);
  return { label: language === 'en' ? 'overall' : '总体', estimate: number, ci };
}
