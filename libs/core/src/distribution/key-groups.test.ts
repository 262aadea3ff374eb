import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyGroups, leastCodes } from './key-groups';

type Cell = Parameters<typeof keyGroups>[0][number];

const cell = fc.record({
  countyCode: fc.constantFrom('231002', '231003'),
  stage: fc.constantFrom('primary' as const, 'junior' as const),
  area: fc.constantFrom('urban' as const, 'rural' as const),
  school: fc.nat(4),
  invited: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 50 })),
});
const cells = fc.array(cell, { maxLength: 30 }).map((list) =>
  list.map(({ school, ...rest }, index): Cell => {
    const schoolKey = `${rest.countyCode}${rest.stage}${rest.area}${school}`;
    return { ...rest, schoolKey, classKey: `${schoolKey}.${index}`, id: String(index) };
  }),
);
const codes = (group: readonly Cell[]) => group.reduce((sum, { invited }) => sum + invited, 0);
const stratum = ({ countyCode, stage, area }: Cell) => `${countyCode} ${stage} ${area}`;
const county = ({ countyCode, stage }: Cell) => `${countyCode} ${stage}`;
const shape = (groups: Cell[][]) =>
  groups
    .map((group) =>
      group
        .map(({ classKey }) => classKey)
        .sort()
        .join(),
    )
    .sort();

describe('groups of cells that share a key', () => {
  it('hold every cell once, and ten codes wherever the county × stage has ten', () => {
    fc.assert(
      fc.property(cells, (all) => {
        const groups = keyGroups(all);
        expect(
          groups
            .flat()
            .map(({ id }) => id)
            .sort(),
        ).toEqual(all.map(({ id }) => id).sort());
        for (const group of groups) {
          const place = county(group[0] as Cell);
          expect(group.every((each) => county(each) === place)).toBe(true);
          const there = codes(all.filter((each) => county(each) === place));
          expect(codes(group)).toBeGreaterThanOrEqual(Math.min(leastCodes, there));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leave a stratum only where one of their strata has fewer than ten codes', () => {
    fc.assert(
      fc.property(cells, (all) => {
        for (const group of keyGroups(all)) {
          const strata = [...new Set(group.map(stratum))];
          if (strata.length === 1) continue;
          expect(strata.some((key) => codes(all.filter((each) => stratum(each) === key)) < leastCodes)).toBe(
            true,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leave a school only with all of it, and only with a school of fewer than ten codes', () => {
    fc.assert(
      fc.property(cells, (all) => {
        for (const group of keyGroups(all)) {
          const schools = [...new Set(group.map(({ schoolKey }) => schoolKey))];
          if (schools.length === 1) continue;
          const of = (key: string) => all.filter(({ schoolKey }) => schoolKey === key);
          for (const key of schools) expect(group).toEqual(expect.arrayContaining(of(key)));
          expect(schools.some((key) => codes(of(key)) < leastCodes)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keep a cell of ten codes by itself where its school has no small one', () => {
    fc.assert(
      fc.property(cells, (all) => {
        const big = all.map((each) => ({ ...each, invited: each.invited + leastCodes }));
        expect(keyGroups(big).every((group) => group.length === 1)).toBe(true);
      }),
    );
  });

  it('depend neither on the order of the cells nor on their ids', () => {
    fc.assert(
      fc.property(cells, (all) => {
        const other = [...all].reverse().map((each) => ({ ...each, id: `x${1000 - Number(each.id)}` }));
        expect(shape(keyGroups(other))).toEqual(shape(keyGroups(all)));
      }),
    );
  });
});
