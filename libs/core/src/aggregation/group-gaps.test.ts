import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EstimationReply } from '@mingjian/contract/estimation';
import type { CellFrame } from '../distribution';
import { contrastsOf, publishedGaps } from './group-gaps';
import type { Cell, Hidden } from './protected-cell';

const stages = ['primary', 'junior', 'senior', 'vocational'] as const;
const frame = (groups: readonly string[]) =>
  groups.map((stage, at) => ({ stage, area: at % 2 ? 'urban' : 'rural' })) as unknown as CellFrame[];

/** The audience's cells: the whole and its groups by stage. */
const cellsOf = (groups: readonly string[]): Cell[] =>
  ['', ...groups].map((group) => ({
    ...{ scope: 'audience', key: '', dimension: null, isScored: false },
    ...{ cut: group === '' ? '' : 'stage', group, persons: 50, n: 50, population: 50, means: [70, 70] },
  })) as Cell[];
const replyOf = (id: string, estimate: number, se: number) =>
  ({
    id,
    by: {},
    n: 100,
    estimate,
    se,
    df: 30,
    ci: [estimate - 2 * se, estimate + 2 * se],
    deff: 1,
    reason: null,
  }) as unknown as EstimationReply['estimates'][number];

describe('gaps of a cut', () => {
  it('are as many as groups, of two groups one, of one none, in whatever order the frame comes', () => {
    const count = (groups: readonly string[]) => contrastsOf(frame(groups), ['stage']).length;
    expect([1, 2, 3, 4].map((n) => count(stages.slice(0, n)))).toEqual([0, 1, 3, 4]);
    fc.assert(
      fc.property(fc.shuffledSubarray([...stages], { minLength: 1 }), (groups) => {
        expect(contrastsOf(frame(groups), ['stage'])).toEqual(
          contrastsOf(frame([...groups].sort()), ['stage']),
        );
      }),
    );
  });

  it('are told for what is shown alone: never of a hidden group, nor of a pair with one', () => {
    const hiddenOf = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), hiddenOf, (n, flags) => {
        const groups = stages.slice(0, n);
        const contrasts = contrastsOf(frame(groups), ['stage']);
        const cells = cellsOf(groups);
        const hidden = cells.map((_, at): Hidden => (flags[at] ? 'primary' : null));
        const replies = new Map(contrasts.map(({ id }) => [id, replyOf(id, 5, 1)]));
        const isHidden = (group: string) => hidden[cells.findIndex((cell) => cell.group === group)] !== null;
        for (const gap of publishedGaps(contrasts, replies, cells, hidden)) {
          const isTold = !isHidden('') && !isHidden(gap.group) && (n > 2 || !gap.against.some(isHidden));
          expect(gap.suppressed).toBe(!isTold);
          if (!isTold)
            expect([gap.estimate, gap.se, gap.ci, gap.df, gap.p]).toEqual([null, null, null, null, null]);
        }
      }),
    );
  });

  it('are judged among those told: the adjusted p keeps the order of the gaps and is at most so many times the plain one', () => {
    const sizes = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(sizes, (gapsOf) => {
        const contrasts = contrastsOf(frame(stages), ['stage']);
        const cells = cellsOf(stages);
        const shown = cells.map((): Hidden => null);
        const of = (list: typeof contrasts) =>
          publishedGaps(
            list,
            new Map(contrasts.map(({ id }, at) => [id, replyOf(id, gapsOf[at]!, 2)])),
            cells,
            shown,
          );
        const together = of(contrasts);
        together.forEach((gap, at) => {
          const [alone] = of([contrasts[at]!]);
          expect(gap.p!).toBeGreaterThanOrEqual(alone!.p! - 1e-12);
          expect(gap.p!).toBeLessThanOrEqual(Math.min(1, 4 * alone!.p!) + 1e-12);
          for (const other of together)
            if (Math.abs(other.estimate!) > Math.abs(gap.estimate!))
              expect(other.p!).toBeLessThanOrEqual(gap.p! + 1e-12);
        });
      }),
    );
  });
});
