import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Result } from '@mingjian/contract/aggregation';
import type { ReportFile, ReportModel } from '@mingjian/contract/reports';
import {
  CODE_VERSION,
  estimateAudience,
  OPEN_LINK_FOLDER,
  openLinkNumbers,
  PLAN_FILE,
  REPLAY_FILE,
  WITH_EXCLUDED_FOLDER,
  replayOf,
  resultHash,
  type AudienceInput,
  type ReplayRows,
} from '@mingjian/core/aggregation';
import { csvBytes } from '@mingjian/core/documents';
import {
  comparableYear,
  composeOverview,
  composeReport,
  dataFile,
  replayDataset,
} from '@mingjian/core/reports';
import { demoCounties } from '../demo/population/counties';
import { inventedField } from '../demo/invented-field';

const cycle = { year: 2021, title: { zh: '2021年评价', en: 'Evaluation 2021' } };
const common = {
  cycle,
  agency: '某某评估院',
  composedOn: '2021-06-10',
  fieldworkUntil: '2021-06-05',
  weightingPlan: null,
};
const indicators: ReportModel['indicators'] = [
  {
    code: '3',
    level: 1,
    nameZh: '各级各类教育',
    nameEn: 'Education',
    kind: null,
    unit: '',
    direction: null,
    threshold: '',
    source: '',
    fromPlan: true,
    surveyLinked: false,
  },
  {
    code: '3.1',
    level: 2,
    nameZh: '学前教育',
    nameEn: 'Preschool',
    kind: null,
    unit: '',
    direction: null,
    threshold: '',
    source: '',
    fromPlan: true,
    surveyLinked: false,
  },
  {
    code: '3.1.1',
    level: 3,
    nameZh: '毛入园率',
    nameEn: 'Enrolment',
    kind: 'quantitative',
    unit: '%',
    direction: 'higher',
    threshold: '>=85',
    source: '',
    fromPlan: true,
    surveyLinked: false,
  },
];

/**
 * Reports of two counties of the made-up city with their replay files, and the city's own, laid out in a folder as the demo
 * does: three audiences, exclusions, suppressed groups and, in the first county, a stratum of one school.
 */
export function inventedReports(folder: string, codes: readonly [string, string]): void {
  const field = inventedField(1).filter(({ countyCode }) => codes.includes(countyCode));
  const before = lastYearOf(codes[0], folder);
  const models = codes.map((code, at) => {
    const parts = field
      .filter(({ countyCode }) => countyCode === code)
      .map((part) => (at === 0 && part.audience === 'student' ? withLonelyStratum(part) : part));
    const results = parts.map((part) => resultOf(part, folder));
    const { nameZh = '', nameEn = '' } = demoCounties.find((each) => each.code === code) ?? {};
    return composeReport({
      ...common,
      county: { code, nameZh, nameEn },
      items: itemsOf(parts),
      results,
      previous: at === 0 ? comparableYear(before, asked(parts)) : null,
      earlier: [],
      opinions: [],
      quotations: [],
      sheet: { year: 2021, indicators, values: valuesOf(code, 80 + 7 * at) },
    });
  });
  for (const model of models) write(join(folder, model.county.code, 'report.json'), dataFile(model));
  const city = composeOverview({
    ...common,
    items: models[0]?.items ?? [],
    counties: models.map(({ county }) => county),
    results: models.flatMap(({ results }) => results),
    sheet: { year: 2021, indicators, values: models.flatMap(({ indicatorValues }) => indicatorValues) },
  });
  write(join(folder, 'city', 'report.json'), dataFile(city));
}

/** The first county's report of the year before, in a folder `earlier`, of fewer people. */
function lastYearOf(code: string, folder: string) {
  const parts = inventedField(2, 2000).filter(({ countyCode }) => countyCode === code);
  const results = parts.map((part) => resultOf(part, join(folder, 'earlier')));
  const { nameZh = '', nameEn = '' } = demoCounties.find((each) => each.code === code) ?? {};
  const year = cycle.year - 1;
  const model = composeReport({
    ...common,
    cycle: { year, title: { zh: `${year}年评价`, en: `Evaluation ${year}` } },
    county: { code, nameZh, nameEn },
    items: itemsOf(parts),
    results,
    ...{ previous: null, earlier: [], opinions: [], quotations: [] },
    sheet: { year, indicators, values: [] },
  });
  write(join(folder, 'earlier', String(year), 'report.json'), dataFile(model));
  return { year, results, ...asked(parts) };
}

const asked = (parts: readonly AudienceInput[]) => ({
  grades: [],
  questions: itemsOf(parts).map((item) => ({ ...item, answers: null })),
});

function resultOf(input: AudienceInput, folder: string): Result {
  const openAnswers = input.audience === 'public' ? input.answers.slice(0, 60) : [];
  const content = {
    countyCode: input.countyCode,
    audience: input.audience,
    evidence: 'probability' as const,
    surveyVersionHash: 'v',
    snapshot: { answers: input.answers.length, hash: 's' },
    weightingPlanHash: 'w',
    codeVersion: CODE_VERSION,
    ...estimateAudience(input),
    openLink: openLinkNumbers(input, openAnswers),
  };
  const ids = { id: 'r', runId: 'run', cycleId: 'cycle', surveyVersionId: 'version' };
  const result: Result = {
    ...ids,
    ...content,
    hash: resultHash(content),
    createdAt: '2021-06-01T00:00:00.000Z',
  };
  const version = {
    id: 'version',
    surveyId: 's',
    number: 1,
    audience: input.audience,
    title: { zh: '', en: '' },
    hash: 'v',
    json: {},
    items: [...input.items],
    publishedAt: '2021-05-01T00:00:00.000Z',
  };
  const { table, withExcluded, openLink } = replayOf(input, result, openAnswers);
  const own = join(folder, 'replay', `${input.countyCode}-${input.audience}`);
  const csv = (of: ReplayRows) => [...csvBytes(replayDataset({ result, version }, of, 'answers', null))];
  write(join(own, REPLAY_FILE), Buffer.concat(csv(table)));
  write(join(own, PLAN_FILE), result.plan);
  if (withExcluded) write(join(own, WITH_EXCLUDED_FOLDER, REPLAY_FILE), Buffer.concat(csv(withExcluded)));
  if (!openLink || !result.openLink?.plan) return result;
  write(join(own, OPEN_LINK_FOLDER, REPLAY_FILE), Buffer.concat(csv(openLink)));
  write(join(own, OPEN_LINK_FOLDER, PLAN_FILE), result.openLink.plan);
  return result;
}

/** The part as if of one stratum a single school had answered, which leaves the stratum without a variance of its own. */
function withLonelyStratum(input: AudienceInput): AudienceInput {
  const schools = new Map<string, string[]>();
  for (const { stage, area, schoolKey } of input.cells) {
    const stratum = `${stage}/${area}`;
    schools.set(stratum, [...new Set([...(schools.get(stratum) ?? []), schoolKey])]);
  }
  const silent = new Set([...schools.values()].find((keys) => keys.length > 1)?.slice(1));
  if (silent.size === 0) throw new Error('no stratum of this part has two schools');
  const still = new Set(input.cells.filter(({ schoolKey }) => silent.has(schoolKey)).map(({ id }) => id));
  return { ...input, answers: input.answers.filter(({ cellId }) => !still.has(cellId)) };
}

const itemsOf = (parts: readonly AudienceInput[]): ReportModel['items'] =>
  parts.flatMap(({ audience, items }) =>
    items.map(({ code, role, text, dimension, indicatorCode }) => ({
      code,
      role,
      text,
      dimension,
      indicatorCode,
      audience,
      options: [],
    })),
  );

const valuesOf = (countyCode: string, value: number): ReportModel['indicatorValues'] => [
  {
    id: `${countyCode}.3.1.1.2021`,
    countyCode,
    indicatorCode: '3.1.1',
    year: 2021,
    stagePrefix: '',
    value,
    grade: null,
    sourceTier: 'statistics',
    evidence: '统计台账',
    meets: value >= 85,
  },
];

function write(path: string, content: Uint8Array | ReportFile | Result['plan']): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content instanceof Uint8Array ? content : JSON.stringify(content));
}
