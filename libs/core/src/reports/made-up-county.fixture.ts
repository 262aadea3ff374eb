import type { Estimate, Result } from '@mingjian/contract/aggregation';
import type { EstimationPlan } from '@mingjian/contract/estimation';
import type { Indicator, IndicatorSheet, IndicatorValue } from '@mingjian/contract/indicators';
import type { EarlierYear, ReportItem } from '@mingjian/contract/reports';
import type { Audience } from '@mingjian/contract/surveys';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { ReportMaterial } from './material';

const texts: Record<Audience, [string, string, ReportItem['dimension'], string | null][]> = {
  public: [
    [
      '总的来看，您对本县（市、区）的教育工作满意吗？',
      'Overall, how satisfied are you with education in this county?',
      'overall',
      null,
    ],
    [
      '您对本地孩子进入公办或收费合理的幼儿园的方便程度满意吗？',
      'How satisfied are you with how easily local children can get into a public or affordable kindergarten?',
      'equity',
      '3.1',
    ],
    [
      '您对本地各小学、初中之间办学水平的均衡程度满意吗？',
      'How satisfied are you with how even the quality is across local primary and junior secondary schools?',
      'equity',
      '3.2',
    ],
    [
      '您对学校促进孩子品德、身体、艺术和劳动等全面发展的情况满意吗？',
      'How satisfied are you with how schools develop children’s character, health, arts and practical skills as well as study?',
      'quality',
      '1.3',
    ],
    [
      '您对学校的校舍、操场和教学设备满意吗？',
      'How satisfied are you with school buildings, playgrounds and equipment?',
      'governance',
      '5.1',
    ],
  ],
  teacher: [
    [
      '总的来看，您对本县（市、区）的教育工作满意吗？',
      'Overall, how satisfied are you with education in this county?',
      'overall',
      null,
    ],
    [
      '您对教师工资待遇的落实情况满意吗？',
      'How satisfied are you with how teachers’ pay is honoured?',
      'governance',
      '4.2',
    ],
    [
      '您对教师培训的针对性和实效满意吗？',
      'How satisfied are you with the relevance and effect of teacher training?',
      'quality',
      '4.3',
    ],
    [
      '您对非教学任务的减负情况满意吗？',
      'How satisfied are you with relief from non-teaching duties?',
      'governance',
      '4.1',
    ],
  ],
  student: [
    ['总的来看，你喜欢自己的学校吗？', 'Overall, do you like your school?', 'overall', null],
    ['老师对同学们一视同仁吗？', 'Do teachers treat all pupils alike?', 'equity', '6.1'],
    ['你的睡眠和课外活动时间够吗？', 'Do you have enough time for sleep and play?', 'quality', '1.3'],
  ],
};

const madeUpPlan: EstimationPlan = {
  data: 'answers.csv',
  design: { strata: ['stratum'], clusters: ['school', 'person'], weights: 'base_weight' },
  estimates: [{ id: 'index|audience|||', statistic: 'mean', variable: 'index.audience' }],
};

/** Numbers between, from a seed of the test's choice. */
function numbersFrom(seed: number): (low: number, high: number) => number {
  const generator = xoroshiro128plus(seed);
  return (low, high) => low + (high - low) * uniformFloat64(generator);
}

/** A made-up county with made-up results and values: for tests, which must not need a run. */
export function madeUpCounty(seed: number, nameZh = '东安区', nameEn = 'Dong’an District'): ReportMaterial {
  const between = numbersFrom(seed);
  const audiences: Audience[] = ['public', 'teacher', 'student'];
  const items = audiences.flatMap((audience) =>
    texts[audience].map(([zh, en, dimension, indicatorCode], index): ReportItem => ({
      audience,
      code: `${audience.charAt(0).toUpperCase()}-${String(index + 1).padStart(2, '0')}`,
      role: 'scored',
      text: { zh, en },
      dimension,
      indicatorCode,
      options: [],
    })),
  );
  items.push({
    audience: 'public',
    code: 'P-D4',
    role: 'demographic',
    text: { zh: '您的年龄段？', en: 'Your age group?' },
    dimension: null,
    indicatorCode: null,
    options: [
      { value: '1', text: { zh: '18—29岁', en: '18–29' } },
      { value: '2', text: { zh: '30—39岁', en: '30–39' } },
      { value: '3', text: { zh: '40—49岁', en: '40–49' } },
    ],
  });
  const sheet = madeUpSheet(between);
  const results = audiences.map((audience) => madeUpResult(audience, items, between));
  const previous = madeUpYear(results, between);
  return {
    county: { code: '231002', nameZh, nameEn },
    cycle: {
      year: 2021,
      title: {
        zh: '牡丹江市2021年对县级人民政府履行教育职责评价',
        en: 'Mudanjiang 2021 evaluation of county education duties',
      },
    },
    agency: '某某教育评估院',
    composedOn: '2021-06-10',
    fieldworkUntil: '2021-06-05',
    weightingPlan: {
      nonresponseClass: 'stratum',
      margins: [],
      minimumCell: 20,
      trim: { lower: 0.3, upper: 3 },
      suppressBelow: 10,
      cuts: ['stage', 'area'],
      screens: { attention: true, millisecondsPerItem: 2000, straightLining: true, notApplicableShare: 0.5 },
    },
    items,
    results,
    previous,
    earlier: madeUpEarlier(previous),
    opinions: [
      {
        audience: 'public',
        wrote: 61,
        themes: [
          { theme: 'transport', people: 22 },
          { theme: 'meals', people: null },
        ],
      },
      { audience: 'teacher', wrote: null, themes: [] },
      { audience: 'public', evidence: 'open-link', wrote: 18, themes: [{ theme: 'transport', people: 12 }] },
    ],
    quotations: [
      { audience: 'public', theme: 'transport', text: '校车线路可以再多一些，冬天等车太冷。' },
      { audience: 'public', evidence: 'open-link', theme: 'transport', text: '校车站牌希望立在村口。' },
    ],
    sheet,
  };
}

/** Last year's results, some points lower; one question was put in other words. */
function madeUpYear(results: readonly Result[], between: (low: number, high: number) => number): EarlierYear {
  return {
    year: 2020,
    results: results.map(({ audience, hash, estimates }) => ({
      audience,
      resultHash: hash,
      estimates: estimates
        .filter(({ measure, scope, cut }) => measure === 'index' && scope !== 'dimension' && cut === '')
        .filter(({ key }) => key !== 'P-03' && (audience !== 'public' || key !== ''))
        .map((each) => {
          const estimate = (each.estimate ?? 0) - between(-3, 9);
          return { ...each, estimate, ci: [estimate - 3, estimate + 3] as [number, number] };
        }),
    })),
    notCompared: [{ audience: 'public', code: 'P-03', why: 'wording' }],
  };
}

/**
 * The two years before last: teachers stood lower and lower the further one looks back, pupils where they stand; of the
 * public one question more was put in other words in the first year.
 */
function madeUpEarlier(previous: EarlierYear): EarlierYear[] {
  return [2019, 2018].map((year) => ({
    ...previous,
    year,
    results: previous.results.map(({ audience, resultHash, estimates }) => ({
      audience,
      resultHash,
      estimates: estimates
        .filter(({ key }) => year > 2018 || key !== 'P-02')
        .map((each) => {
          const estimate = (each.estimate ?? 0) - (audience === 'teacher' ? 4 * (previous.year - year) : 0);
          return { ...each, estimate, ci: [estimate - 3, estimate + 3] as [number, number] };
        }),
    })),
    notCompared:
      year > 2018
        ? previous.notCompared
        : [...previous.notCompared, { audience: 'public', code: 'P-02', why: 'wording' }],
  }));
}

function madeUpResult(
  audience: Audience,
  items: readonly ReportItem[],
  between: (low: number, high: number) => number,
): Result {
  const level = between(70, 84);
  const estimate = (
    measure: 'index' | 'top2',
    scope: Estimate['scope'],
    key: string,
    cut: Estimate['cut'] = '',
    group = '',
    centre = level + between(-9, 9),
  ): Estimate => {
    const se = between(0.8, 2.2);
    const value = Math.min(99, measure === 'top2' ? centre + 4 : centre);
    const ci: [number, number] = [value - 1.97 * se, value + 1.97 * se];
    const n = Math.round(between(180, 420));
    const id = [measure, scope, key, cut, group].join('|');
    return {
      id,
      measure,
      scope,
      key,
      cut,
      group,
      estimate: value,
      se,
      ci,
      n,
      df: 31,
      deff: between(1, 2.5),
      suppressed: false,
      reason: null,
    };
  };
  const scored = items.filter((item) => item.audience === audience && item.role === 'scored');
  const dimensions = [...new Set(scored.map((item) => item.dimension).filter((each) => each !== null))];
  const hidden = { estimate: null, se: null, ci: null, n: null, df: null, deff: null, suppressed: true };
  const estimates = (['index', 'top2'] as const).flatMap((measure) => [
    estimate(measure, 'audience', '', '', '', level),
    ...dimensions.map((dimension) => estimate(measure, 'dimension', dimension)),
    ...scored.map((item) => estimate(measure, 'item', item.code)),
    ...['primary', 'junior', 'senior'].map((stage) => estimate(measure, 'audience', '', 'stage', stage)),
    ...['urban', 'rural'].map((area) => estimate(measure, 'audience', '', 'area', area)),
    { ...estimate(measure, 'audience', '', 'stage', 'special'), ...hidden },
  ]);
  const hash = audience.charCodeAt(0).toString(16).repeat(32);
  return {
    id: `run.231002.${audience}`,
    runId: 'run',
    cycleId: 'cycle',
    countyCode: '231002',
    audience,
    evidence: 'probability',
    surveyVersionId: `version-${audience}`,
    surveyVersionHash: hash,
    snapshot: { answers: 400, hash },
    weightingPlanHash: hash,
    codeVersion: 'made-up',
    invited: 620,
    eligible: 620,
    answered: 412,
    excluded: 19,
    flagged: [{ reason: 'speeding', answers: 27 }],
    withExcluded: { estimate: level - 0.3, se: 1.1, roundedTo: null, plan: madeUpPlan },
    plan: madeUpPlan,
    weighting: {
      base: 5400,
      sum: 5612,
      min: 2.1,
      max: 31.4,
      kishDeff: 1.31,
      effectiveN: 307.4,
      margins:
        audience === 'public'
          ? [
              { variable: 'P-D4', category: '1', target: 1200, achieved: 1200 },
              { variable: 'P-D4', category: '2+3', target: 3411, achieved: 3398 },
              { variable: 'P-D4', category: '', target: 12, achieved: 12 },
            ]
          : [],
      collapses: [],
      trimmed: 3,
      rounds: 6,
    },
    reliability: dimensions.map((dimension) => ({ dimension, alpha: between(0.6, 0.9), items: 3 })),
    estimates,
    distributions: scored.map(({ code }, index) => {
      const low = between(2, 14);
      const shares = [low / 2, low / 2, 22, 40, 38 - low];
      return index === 3
        ? { key: code, shares: null, notApplicable: null, n: null, suppressed: true }
        : { key: code, shares, notApplicable: between(0, 6), n: 380, suppressed: false };
    }),
    importance: scored
      .filter(({ dimension }) => dimension !== 'overall')
      .map(({ code }) => ({ key: code, correlation: between(0.2, 0.7), n: 371, suppressed: false })),
    gaps: [
      ...['primary', 'junior', 'senior'].map((group) => madeUpGap('stage', group, between)),
      { ...madeUpGap('stage', 'special', between), ...hiddenGap },
      madeUpGap('area', 'rural', between),
    ],
    openLink: madeUpOpenLink[audience],
    hash,
    createdAt: '2021-06-10T01:00:00.000Z',
  };
}

/** Enough of the public, too few teachers, no pupil. */
const madeUpOpenLink: Record<Audience, Result['openLink']> = {
  public: { evidence: 'open-link', answers: 236, index: 68.42, top2: 71.18 },
  teacher: { evidence: 'open-link', answers: null, index: null, top2: null },
  student: null,
};

const hiddenGap = { estimate: null, se: null, ci: null, df: null, p: null, suppressed: true };

function madeUpGap(
  cut: 'stage' | 'area',
  group: string,
  between: (low: number, high: number) => number,
): Result['gaps'][number] {
  const estimate = between(-6, 6);
  const against =
    cut === 'area' ? ['urban'] : ['primary', 'junior', 'senior', 'special'].filter((each) => each !== group);
  return {
    id: `gap|${cut}|${group}`,
    cut,
    group,
    against,
    estimate,
    se: 1.5,
    ci: [estimate - 3, estimate + 3],
    df: 31,
    p: Math.abs(estimate) > 3.5 ? 0.02 : 0.3,
    suppressed: false,
    reason: null,
  };
}

const tree: [code: string, zh: string, en: string][] = [
  ['3', '各级各类教育发展情况', 'Development of education at all levels'],
  ['3.1', '推进学前教育普及普惠发展', 'Preschool: universal and affordable'],
  ['3.2', '加快九年义务教育优质均衡发展', 'Compulsory education: good and balanced'],
  ['4', '教师队伍建设情况', 'Teachers'],
  ['4.2', '教师待遇充分保障', 'Pay and conditions'],
  ['6', '规范办学行为和促进教育公平情况', 'Conduct of schools and equity'],
  ['6.2', '助学政策全面落实', 'Student aid'],
];
const leaves: [string, string, string, string, string, string][] = [
  ['3.1.1', '学前三年毛入园率', 'Preschool enrolment', '%', '>=85', '县教育局（教育事业统计）'],
  ['3.1.4', '在园幼儿与专任教师之比', 'Children per teacher', '人/人', '<=15', '县教育局（教育事业统计）'],
  [
    '3.2.4',
    '资源配置校际差异系数',
    'Differences between schools',
    '系数',
    '小学<=0.50；初中<=0.45',
    '县教育局',
  ],
  [
    '4.2.1',
    '教师平均工资与公务员平均工资之比',
    'Teachers’ pay against civil servants’',
    '%',
    '>=100',
    '县财政局',
  ],
  ['6.2.3', '社会认可度（第三方满意度调查）', 'Social recognition', '%', '>=85', '第三方机构（三类问卷）'],
];

function madeUpSheet(between: (low: number, high: number) => number): IndicatorSheet {
  const nodes = tree.map(([code, nameZh, nameEn]): Indicator => ({
    code,
    level: code.includes('.') ? 2 : 1,
    nameZh,
    nameEn,
    kind: null,
    unit: '',
    direction: null,
    threshold: '',
    source: '',
    fromPlan: true,
    surveyLinked: true,
  }));
  const ends = leaves.map(([code, nameZh, nameEn, unit, threshold, source]): Indicator => ({
    code,
    level: 3,
    nameZh,
    nameEn,
    kind: 'quantitative',
    unit,
    direction: threshold.includes('<=') ? 'lower' : 'higher',
    threshold,
    source,
    fromPlan: false,
    surveyLinked: true,
  }));
  const value = (
    indicatorCode: string,
    year: number,
    stagePrefix: string,
    number: number,
    meets: boolean,
  ): IndicatorValue => ({
    id: `${indicatorCode}.${year}.${stagePrefix}`,
    countyCode: '231002',
    indicatorCode,
    year,
    stagePrefix,
    value: number,
    grade: null,
    sourceTier: 'statistics',
    evidence: '统计台账',
    meets,
  });
  const share = Number(between(86, 96).toFixed(1));
  return {
    year: 2021,
    indicators: [...nodes, ...ends].sort((a, b) => (a.code < b.code ? -1 : 1)),
    values: [
      value('3.1.1', 2020, '', Number((share - 1.4).toFixed(1)), true),
      value('3.1.1', 2021, '', share, true),
      value('3.1.4', 2020, '', 15.9, false),
      value('3.1.4', 2021, '', 15.4, false),
      value('3.2.4', 2020, '小学', 0.48, true),
      value('3.2.4', 2021, '小学', 0.47, true),
      value('3.2.4', 2021, '初中', 0.49, false),
      value('4.2.1', 2020, '', 99.1, false),
      value('4.2.1', 2021, '', 100.2, true),
    ],
  };
}
