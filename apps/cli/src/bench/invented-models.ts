import type { Result } from '@mingjian/contract/aggregation';
import type { Indicator, IndicatorSheet } from '@mingjian/contract/indicators';
import type { EarlierYear, ReportItem, ReportModel } from '@mingjian/contract/reports';
import { estimateAudience, resultHash, type AudienceInput } from '@mingjian/core/aggregation';
import { composeReport } from '@mingjian/core/reports';
import indicatorsCsv from '../demo/data/indicators.csv?raw';
import indicatorNames from '../demo/data/indicators_en.csv?raw';
import { inventedField } from '../demo/invented-field';
import { demoCounties } from '../demo/population/counties';
import { indicatorValuesOf } from '../demo/population/indicator-values';
import { demoSurveys } from '../demo/population/questions';

const YEAR = 2021;

/**
 * Reports of the first counties of the demo with three years of answers and two of indicators, composed without servers.
 * @param responses about how many answer in all ten; a third of them in an earlier year
 */
export function inventedModels(seed: number, count: number, responses: number): ReportModel[] {
  const counties = demoCounties.slice(0, count);
  const resultsOf = (ofSeed: number, answering: number) =>
    inventedField(ofSeed, answering)
      .filter(({ countyCode }) => counties.some(({ code }) => code === countyCode))
      .map(resultOf);
  const now = resultsOf(seed, responses);
  const before = (back: number) => {
    const results = resultsOf(seed + back, Math.ceil(responses / 3));
    return (code: string) => yearOf(YEAR - back, ofCounty(results, code));
  };
  const [lastYear, yearBeforeLast] = [before(1), before(2)];
  return counties.map(({ code, nameZh, nameEn }) =>
    composeReport({
      county: { code, nameZh, nameEn },
      cycle: { year: YEAR, title: { zh: `${YEAR}年评价`, en: `Evaluation ${YEAR}` } },
      agency: '某某评估院',
      composedOn: `${YEAR}-06-10`,
      fieldworkUntil: `${YEAR}-06-05`,
      weightingPlan: null,
      items,
      results: ofCounty(now, code),
      previous: lastYear(code),
      earlier: [yearBeforeLast(code)],
      opinions: [],
      quotations: [],
      sheet: sheetOf(seed, code),
    }),
  );
}

const ofCounty = (results: readonly Result[], code: string) =>
  results.filter(({ countyCode }) => countyCode === code);

/** Every question as it is put now, so that all years can be compared. */
const yearOf = (year: number, results: readonly Result[]): EarlierYear => ({
  year,
  results: results.map(({ audience, hash, estimates }) => ({
    audience,
    resultHash: hash,
    estimates: estimates.filter(
      ({ measure, scope, cut }) => measure === 'index' && scope !== 'dimension' && cut === '',
    ),
  })),
  notCompared: [],
});

const items: ReportItem[] = demoSurveys.flatMap(({ audience, items: asked }) =>
  asked.map(({ code, role, text, dimension, indicatorCode }) => ({
    audience,
    code,
    role,
    text,
    dimension,
    indicatorCode,
    options: [],
  })),
);

function resultOf(input: AudienceInput): Result {
  const content = {
    countyCode: input.countyCode,
    audience: input.audience,
    evidence: 'probability' as const,
    surveyVersionHash: 'bench',
    snapshot: { answers: input.answers.length, hash: 'bench' },
    weightingPlanHash: 'bench',
    codeVersion: 'bench',
    ...estimateAudience(input),
    openLink: null,
  };
  return {
    id: `bench.${input.countyCode}.${input.audience}`,
    runId: 'bench',
    cycleId: 'bench',
    surveyVersionId: 'bench',
    ...content,
    hash: resultHash(content),
    createdAt: `${YEAR}-06-10T00:00:00.000Z`,
  };
}

const rowsOf = (csv: string) =>
  csv
    .trim()
    .split(/\r?\n/u)
    .slice(1)
    .map((line) => line.split(','));

function sheetOf(seed: number, countyCode: string): IndicatorSheet {
  const english = new Map(rowsOf(indicatorNames).map(([code = '', , , name = '']) => [code, name]));
  const indicators = rowsOf(indicatorsCsv).map(([code = '', ...columns]): Indicator => {
    const level = code.split('.').length as 1 | 2 | 3;
    const [kind = '', unit = '', direction = '', threshold = '', source = '', fromPlan, linked] =
      columns.slice(3);
    return {
      code,
      level,
      nameZh: columns[level - 1] ?? '',
      nameEn: english.get(code) ?? '',
      kind: kind === '' ? null : (kind as Indicator['kind']),
      unit,
      direction: direction === '' ? null : (direction as Indicator['direction']),
      threshold,
      source,
      fromPlan: fromPlan === 'yes',
      surveyLinked: linked === 'yes',
    };
  });
  const values = indicatorValuesOf(seed, countyCode, YEAR).map((filed) => {
    const number = Number(filed.value);
    const isNumber = filed.value !== '' && !Number.isNaN(number);
    return {
      ...filed,
      id: [countyCode, filed.indicatorCode, filed.year, filed.stagePrefix].join('.'),
      value: isNumber ? number : null,
      grade: isNumber ? null : (filed.value as 'A'),
      // The bench measures pages, not verdicts.
      meets: isNumber ? number >= 50 : null,
    };
  });
  return { year: YEAR, indicators, values };
}
