import { describe, expect, it } from 'vitest';
import { indicatorValuesOf } from './indicator-values';

const values = indicatorValuesOf(1, '231025', 2026);

describe('the indicator values a county files', () => {
  it('cover all 69 indicators in both years, but this year those that the survey itself will give', () => {
    const codes = (year: number) =>
      new Set(values.filter((each) => each.year === year).map((each) => each.indicatorCode));
    expect(codes(2025).size).toBe(69);
    expect([...codes(2025)].filter((code) => !codes(2026).has(code))).toEqual(['4.3.3', '6.2.3']);
  });

  it('name the stage where the threshold does', () => {
    const staged = values.filter((each) => each.indicatorCode === '4.1.1' && each.year === 2026);
    expect(staged.map((each) => each.stagePrefix)).toEqual(['小学', '初中', '高中']);
  });

  it('are numbers with a tier and evidence, or grades from A to D', () => {
    for (const each of values) {
      expect(each.value).toMatch(/^(-?\d+(\.\d+)?|[ABCD])$/);
      expect(each.evidence).not.toBe('');
    }
    expect(new Set(values.map((each) => each.sourceTier))).toEqual(
      new Set(['statistics', 'department', 'survey']),
    );
  });

  it('differ between counties and repeat for the same seed', () => {
    expect(indicatorValuesOf(1, '231025', 2026)).toEqual(values);
    expect(indicatorValuesOf(1, '231081', 2026)).not.toEqual(values);
  });
});
