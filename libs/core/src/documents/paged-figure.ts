import { partsOf, type Figure, type Strip } from '@mingjian/figures';
import { toSvg } from '@mingjian/figures/svg';
import type { Language } from '@mingjian/contract/localized';

/** A figure for pages, as SVG: in strips where the layout breaks it itself, or in parts that each fit a page. */
export interface PagedFigure {
  /** Head and foot stand on every page; null where there is none. */
  strips: { head: string | null; body: string[]; foot: string | null };
  /** Each with an alternative of its own. */
  parts: { svg: string; alt: string }[];
}

/** px of a page, with room for the title and what is noted below it. */
export const PAGE = 720;

export function pagedFigure(figure: Figure, alt: string, language: Language): PagedFigure {
  const drawn = (strip: Strip) => (strip.height === 0 ? null : toSvg(strip));
  const parts = partsOf(figure, PAGE).map(toSvg);
  const partName = (part: number) =>
    language === 'en'
      ? ` Part ${part} of ${parts.length} of this figure.`
      : `本图共${parts.length}部分，此为第${part}部分。`;
  return {
    strips: { head: drawn(figure.head), body: figure.body.map(toSvg), foot: drawn(figure.foot) },
    parts: parts.map((svg, index) => ({ svg, alt: parts.length === 1 ? alt : alt + partName(index + 1) })),
  };
}
