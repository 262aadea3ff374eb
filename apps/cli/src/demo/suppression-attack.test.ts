import { estimateAudience, type AudienceInput } from '@mingjian/core/aggregation';
import type { Estimate } from '@mingjian/contract/aggregation';
import { feasibleRange, type Equation } from '@mingjian/statistics';
import { expect, it } from 'vitest';
import { inventedField } from './invented-field';

/** What an estimate is known by when the measure is left out. */
const placeOf = ({ scope, key, cut, group }: Pick<Estimate, 'scope' | 'key' | 'cut' | 'group'>) =>
  [scope, key, cut, group].join('|');

/** People of a group by the frame, which anybody may know. */
function enrolment({ cells }: AudienceInput, cut: Estimate['cut'], group: string): number {
  return cells
    .filter((cell) => cut === '' || cell[cut] === group)
    .reduce(
      (sum, cell) =>
        sum + cell.schoolWeight * ((cell.classesInGrade ?? 1) / (cell.classesDrawn ?? 1)) * cell.eligible,
      0,
    );
}

/**
 * Tries to bound every hidden mean of a published result: the whole is the mean of a cut's groups by enrolment, a dimension
 * the mean of its items, the audience's index that of all scored items. How far a tie is off for the true means (enrolments
 * are not the weights, people leave items out) is given to the attacker too.
 * @returns how wide the range of each hidden mean is
 */
function attack(input: AudienceInput, published: Estimate[], truth: Map<string, number | null>): number[] {
  const scored = input.items.filter((item) => item.role === 'scored');
  return (['index', 'top2'] as const).flatMap((measure) => {
    const shown = new Map(
      published.filter((each) => each.measure === measure).map((each) => [placeOf(each), each]),
    );
    const valueOf = (place: string) => truth.get(`${measure}|${place}`) ?? null;
    const ties: { place: string; by: number }[][] = [];
    for (const { scope, key, cut } of shown.values()) {
      if (cut !== '') continue;
      for (const other of new Set([...shown.values()].map((each) => each.cut))) {
        if (other === '') continue;
        const groups = [...shown.values()].filter(
          (each) =>
            each.scope === scope && each.key === key && each.cut === other && valueOf(placeOf(each)) !== null,
        );
        if (groups.length === 0) continue;
        const people = groups.map((each) => enrolment(input, other, each.group));
        const all = people.reduce((sum, each) => sum + each, 0);
        ties.push([
          ...groups.map((each, at) => ({ place: placeOf(each), by: (people[at] ?? 0) / all })),
          { place: placeOf({ scope, key, cut: '', group: '' }), by: -1 },
        ]);
      }
    }
    for (const sum of shown.values()) {
      if (sum.scope === 'item') continue;
      const parts = scored
        .filter((item) => sum.scope === 'audience' || item.dimension === sum.key)
        .map((item) => placeOf({ scope: 'item', key: item.code, cut: sum.cut, group: sum.group }))
        .filter((place) => valueOf(place) !== null);
      if (parts.length > 0)
        ties.push([
          ...parts.map((place) => ({ place, by: 1 / parts.length })),
          { place: placeOf(sum), by: -1 },
        ]);
    }
    const unknowns = [...shown].filter(([place, each]) => each.suppressed && valueOf(place) !== null);
    const position = new Map(unknowns.map(([place], at) => [place, at]));
    const size = 2 * unknowns.length;
    const equations: Equation[] = ties
      .filter((tie) => tie.some(({ place }) => position.has(place)))
      .map((tie) => {
        const coefficients = new Float64Array(size);
        let total = 0;
        for (const { place, by } of tie) {
          const at = position.get(place);
          if (at === undefined) continue;
          coefficients[at] = by;
          total += by * (valueOf(place) ?? 0);
        }
        return { coefficients, total };
      });
    for (let at = 0; at < unknowns.length; at++) {
      const coefficients = new Float64Array(size);
      coefficients[at] = 1;
      coefficients[unknowns.length + at] = 1;
      equations.push({ coefficients, total: 100 });
    }
    return unknowns.map((_, at) => {
      const range = feasibleRange(equations, size, at);
      return range === null ? Infinity : Math.min(100, range.upper) - range.lower;
    });
  });
}

it('no hidden mean of the made-up city can be bounded within ten points', { timeout: 300_000 }, () => {
  let hidden = 0;
  let all = 0;
  const recovered: string[] = [];
  let narrowest = Infinity;
  for (const input of inventedField(1)) {
    const { estimates } = estimateAudience(input);
    all += estimates.length;
    const concealed = estimates.filter((each) => each.suppressed);
    hidden += concealed.length;
    for (const each of concealed)
      expect(each).toMatchObject({ estimate: null, se: null, ci: null, n: null, df: null, deff: null });
    if (concealed.length === 0) continue;
    const open = estimateAudience({ ...input, plan: { ...input.plan, suppressBelow: 1 } });
    const truth = new Map(open.estimates.map((each) => [`${each.measure}|${placeOf(each)}`, each.estimate]));
    for (const width of attack(input, estimates, truth)) {
      narrowest = Math.min(narrowest, width);
      if (width < 10) recovered.push(`${input.countyCode} ${input.audience} ${width.toFixed(2)}`);
    }
  }
  console.info(
    `${hidden} of ${all} cells hidden, ${recovered.length} recovered, narrowest ${narrowest.toFixed(1)} points`,
  );
  expect(hidden).toBeGreaterThan(0);
  expect(hidden).toBeLessThan(all / 8);
  expect(recovered).toEqual([]);
});
