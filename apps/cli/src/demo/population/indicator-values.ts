import type { SourceTier } from '@mingjian/contract/indicators';
import indicatorsCsv from '../data/indicators.csv?raw';
import { randomStream, type Random } from './random';

/** One value as a county's clerk files it; a grade stands in `value` as A to D. */
export interface FiledValue {
  countyCode: string;
  indicatorCode: string;
  year: number;
  stagePrefix: string;
  value: string;
  sourceTier: SourceTier;
  evidence: string;
}

interface Leaf {
  code: string;
  name: string;
  qualitative: boolean;
  unit: string;
  direction: string;
  thresholds: { stagePrefix: string; rule: string }[];
  source: string;
}

const leaves: Leaf[] = indicatorsCsv
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(','))
  .filter((columns) => columns[4] !== '')
  .map(([code = '', , , name = '', type, unit = '', direction = '', threshold = '', source = '']) => ({
    code,
    name,
    qualitative: type === 'qualitative',
    unit,
    direction,
    thresholds: threshold.split(';').map((part) => {
      const [, stagePrefix = '', rule = ''] = /^(\p{Script=Han}*)(.*)$/u.exec(part) ?? [];
      return { stagePrefix, rule };
    }),
    source,
  }));

/** Indicators whose value is a result of the survey itself: nobody files this year's before the survey is done. */
const fromSurvey = (leaf: Leaf) => leaf.source.startsWith('第三方机构');

/**
 * Plausible values of every level-3 indicator for the year and the year before: most meet their threshold, some do not,
 * most are a little better than last year.
 */
export function indicatorValuesOf(seed: number, countyCode: string, year: number): FiledValue[] {
  return leaves.flatMap((leaf) =>
    leaf.thresholds.flatMap(({ stagePrefix, rule }) => {
      const random = randomStream(seed, 'indicator', countyCode, leaf.code, stagePrefix);
      const [before, now] = leaf.qualitative ? gradesOf(random) : numbersOf(random, leaf, rule);
      const filed = (ofYear: number, value: string): FiledValue => ({
        countyCode,
        indicatorCode: leaf.code,
        year: ofYear,
        stagePrefix,
        value,
        sourceTier: tierOf(leaf.source),
        evidence: `${leaf.source.replaceAll(';', '、')}：${ofYear}年度统计台账（演示）`,
      });
      return fromSurvey(leaf) ? [filed(year - 1, before)] : [filed(year - 1, before), filed(year, now)];
    }),
  );
}

function tierOf(source: string): SourceTier {
  if (source.startsWith('第三方机构')) return 'survey';
  return source.includes('教育事业统计') || source.startsWith('县财政局') ? 'statistics' : 'department';
}

function gradesOf(random: Random): [string, string] {
  const now = random.weighted([0.45, 0.4, 0.13, 0.02]);
  const before = Math.min(3, Math.max(0, now + random.weighted([0.55, 0.45])));
  return ['ABCD'[before] ?? 'B', 'ABCD'[now] ?? 'B'];
}

/** Units of what is counted and hoped not to happen at all. */
const countedUnits: ReadonlySet<string> = new Set(['件', '起', '人']);

/** Last year's and this year's number around the threshold, in the unit's usual range. */
function numbersOf(random: Random, leaf: Leaf, rule: string): [string, string] {
  const boundary = rule.replace(/^[<>]=/, '');
  const [low, high] = boundary.split('..').map(Number);
  const meets = random.chance(0.88);
  const progress = random.uniform() - 0.25;
  if (countedUnits.has(leaf.unit) && Number(boundary) === 0) {
    const cases = meets ? 0 : random.between(1, 3);
    return [String(cases + random.between(0, 1)), String(cases)];
  }
  if (leaf.unit === '次/年') return [String(random.between(2, 4)), String(random.between(3, 6))];
  if (low !== undefined && high !== undefined) {
    const now = meets ? low + (high - low) * random.uniform() : low - 4 * random.uniform();
    return [now - 2 * progress, now].map((value) => value.toFixed(1)) as [string, string];
  }
  if (boundary.startsWith('prev_year')) {
    const before = leaf.code === '1.3.3' ? 48 + 8 * random.uniform() : 3 + 5 * random.uniform();
    const drop = meets ? 0.6 + random.uniform() : -0.4 * random.uniform();
    return [before.toFixed(1), (before - drop).toFixed(1)];
  }
  const target = boundary === '' ? (leaf.unit === '%' ? 88 : 80) : Number(boundary);
  const decimals = leaf.unit === '系数' || target < 1.5 ? 2 : target > 500 ? 0 : 1;
  const isGrowth = target === 0;
  const span = isGrowth ? 6 : target >= 100 && leaf.unit === '%' ? 4 : Math.abs(target) * 0.12;
  const better = leaf.direction === 'lower' ? -1 : 1;
  // A share ends at 100; a ratio (之比) such as teachers' pay to that of civil servants does not.
  const ceiling = leaf.unit === '%' && !leaf.name.includes('之比') ? 100 : Number.POSITIVE_INFINITY;
  const bounded = (value: number) => Math.min(ceiling, value).toFixed(decimals);
  const now = target + better * span * (meets ? random.uniform() : -0.5 * random.uniform());
  return [bounded(now - better * span * 0.4 * progress), bounded(now)];
}

const header = ['区划代码', '指标代码', '年度', '学段', '数值', '来源层级', '佐证材料'];

/** The values as the CSV that a county files. */
export function indicatorValuesCsv(values: readonly FiledValue[]): string {
  const lines = values.map((each) =>
    [
      each.countyCode,
      each.indicatorCode,
      each.year,
      each.stagePrefix,
      each.value,
      each.sourceTier,
      each.evidence,
    ].join(','),
  );
  return [header.join(','), ...lines, ''].join('\r\n');
}
