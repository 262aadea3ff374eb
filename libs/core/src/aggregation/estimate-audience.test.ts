import { describe, expect, it } from 'vitest';
import type { ItemMapping } from '@mingjian/contract/surveys';
import type { CellFrame } from '../distribution';
import { estimateAudience, type AudienceInput } from './estimate-audience';
import type { AnswerRow } from './screens';
import { plainPlan } from './weighting-plan.fixture';

const text = { zh: '', en: '' };
const items: ItemMapping[] = ['T-01', 'T-03', 'T-04'].map((code) => ({
  code,
  role: 'scored',
  text,
  dimension: code === 'T-01' ? 'overall' : 'governance',
  indicatorCode: null,
  correctValue: null,
}));
const cells: CellFrame[] = ['a', 'b', 'c'].map((id, index) => ({
  id,
  audience: 'teacher',
  countyCode: '231002',
  stage: index === 2 ? 'senior' : 'primary',
  area: 'urban',
  schoolKey: id,
  classKey: null,
  grade: null,
  schoolsInStratum: index === 2 ? 1 : 4,
  schoolsDrawn: index === 2 ? 1 : 2,
  certain: false,
  schoolWeight: index === 2 ? 1 : 2,
  classesInGrade: null,
  classesDrawn: null,
  eligible: 30,
  invited: 12,
}));
const row = (cellId: string, index: number): AnswerRow => ({
  cellId,
  answers: { 'T-01': 1 + (index % 5), 'T-03': 3 + (index % 3), 'T-04': index % 6 },
  durations: { 'T-01': 20_000 },
});
const input: AudienceInput = {
  countyCode: '231002',
  audience: 'teacher',
  items,
  cells,
  answers: ['a', 'b', 'c'].flatMap((id) =>
    Array.from({ length: id === 'c' ? 4 : 12 }, (_, index) => row(id, index)),
  ),
  margins: [],
  plan: { ...plainPlan, minimumCell: 20, cuts: ['stage', 'area'] },
  exclusions: [],
};

describe('one county × audience', () => {
  it('gives the same bytes whatever the order of its answers', () => {
    const reversed = { ...input, answers: [...input.answers].reverse(), cells: [...cells].reverse() };
    expect(JSON.stringify(estimateAudience(reversed))).toBe(JSON.stringify(estimateAudience(input)));
  });

  it('never shows teachers below county × stage, nor a stage of four people, nor the other that would give it away', () => {
    const { estimates } = estimateAudience(input);
    expect(estimates.some(({ cut }) => cut === 'area')).toBe(false);
    for (const each of estimates.filter(({ cut, scope }) => cut === 'stage' && scope === 'audience'))
      expect(each).toMatchObject({ suppressed: true, estimate: null, n: null });
  });

  it('keeps every interval inside the scale of a rate and around its estimate', () => {
    for (const { estimate, ci, suppressed } of estimateAudience(input).estimates) {
      if (suppressed || ci === null || estimate === null) continue;
      expect(ci[0]).toBeLessThanOrEqual(estimate);
      expect(ci[1]).toBeGreaterThanOrEqual(estimate);
    }
  });

  it('says that nobody answered instead of inventing a number', () => {
    const { estimates, answered, weighting } = estimateAudience({ ...input, answers: [] });
    expect(answered).toBe(0);
    expect(estimates.every(({ estimate }) => estimate === null)).toBe(true);
    expect(JSON.stringify(weighting)).not.toMatch(/null|NaN/);
  });

  it('shows what an exclusion did', () => {
    const careless = input.answers.map((each, index) =>
      index % 6 === 0 ? { ...each, durations: { 'T-01': 500 } } : each,
    );
    const few = estimateAudience({ ...input, answers: careless, exclusions: [['speeding']] });
    expect(few.excluded).toBeNull();
    expect(few.withExcluded).toMatchObject({ se: null, roundedTo: 5 });
    expect((few.withExcluded?.estimate ?? Number.NaN) % 5).toBe(0);
    const open = { ...input.plan, suppressBelow: 4 };
    const told = estimateAudience({ ...input, plan: open, answers: careless, exclusions: [['speeding']] });
    expect(told.excluded).toBe(careless.filter((_, index) => index % 6 === 0).length);
    expect(told.withExcluded).toMatchObject({ roundedTo: null });
    expect(told.withExcluded?.se).toBeGreaterThan(0);
  });
});
