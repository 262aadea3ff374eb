import { adjustPValues, tTwoSided } from '@mingjian/statistics';
import type { Gap } from '@mingjian/contract/aggregation';
import type { EstimationReply, PlannedEstimate } from '@mingjian/contract/estimation';
import type { CellFrame } from '../distribution';
import { scoreColumn } from './replay-table';
import type { Cell, Hidden } from './protected-cell';

export type Contrast = Pick<Gap, 'id' | 'cut' | 'group' | 'against'>;

/**
 * Each group of a cut against all others of it; of two groups the first against the second. So a cut has as many
 * questions as groups, whichever turns out to be the widest.
 */
export function contrastsOf(frame: readonly CellFrame[], cuts: readonly Gap['cut'][]): Contrast[] {
  return cuts.flatMap((cut) => {
    const groups = [...new Set(frame.map((cell) => cell[cut] as string))].sort();
    const asked = groups.length === 2 ? groups.slice(0, 1) : groups.length === 1 ? [] : groups;
    return asked.map((group) => ({
      id: `gap|${cut}|${group}`,
      cut,
      group,
      against: groups.filter((other) => other !== group),
    }));
  });
}

/** The differences of the audience's index, with the covariance that groups of one sample of schools have. */
export function plannedGaps(contrasts: readonly Contrast[]): PlannedEstimate[] {
  return contrasts.map(({ id, cut, group, against }) => ({
    id,
    statistic: 'difference',
    of: 'mean',
    variable: scoreColumn('index', { scope: 'audience', key: '' }),
    between: [{ [cut]: group }, { [cut]: against }],
  }));
}

/**
 * Gaps between what is shown: a group that is hidden has none, nor has a pair of which one is hidden. What the others are
 * together follows from the whole and the group, so a gap tells nothing that these do not.
 */
export function publishedGaps(
  contrasts: readonly Contrast[],
  replies: ReadonlyMap<string, EstimationReply['estimates'][number]>,
  cells: readonly Cell[],
  hidden: readonly Hidden[],
): Gap[] {
  const isShown = (cut: Cell['cut'], group: string) =>
    cells.some(
      (cell, index) =>
        cell.scope === 'audience' && cell.cut === cut && cell.group === group && hidden[index] === null,
    );
  const gaps = contrasts.map((contrast): Gap => {
    const { cut, group, against } = contrast;
    const [only] = against;
    const shown =
      isShown('', '') &&
      isShown(cut, group) &&
      (against.length > 1 || (only !== undefined && isShown(cut, only)));
    const found = replies.get(contrast.id);
    const nothing = { ...contrast, estimate: null, se: null, ci: null, df: null, p: null };
    if (!shown) return { ...nothing, suppressed: true, reason: null };
    if (!found) return { ...nothing, suppressed: false, reason: 'no-values' };
    const { estimate, se, df, ci, reason } = found;
    const closed = ci && ci[0] !== null && ci[1] !== null ? ([ci[0], ci[1]] as [number, number]) : null;
    const p =
      estimate === null || se === null || se === 0 || df === null || df <= 0
        ? null
        : tTwoSided(estimate / se, df);
    return { ...contrast, estimate, se, df, ci: closed, p, suppressed: false, reason };
  });
  return ['stage', 'area'].flatMap((cut) => {
    const ofCut = gaps.filter((gap) => gap.cut === cut);
    const tested = ofCut.filter(({ p }) => p !== null);
    const adjusted = adjustPValues(
      tested.map(({ p }) => p ?? 1),
      'holm',
    );
    return ofCut.map((gap) => ({
      ...gap,
      p: gap.p === null ? null : (adjusted[tested.indexOf(gap)] ?? null),
    }));
  });
}
