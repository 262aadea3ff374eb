import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Result } from '@mingjian/contract/aggregation';
import type { ReportFile } from '@mingjian/contract/reports';
import {
  estimateAudience,
  openLinkNumbers,
  replayOf,
  resultHash,
  type AudienceInput,
} from '@mingjian/core/aggregation';
import { csvBytes } from '@mingjian/core/documents';
import { canonicalHash } from '@mingjian/core/platform';
import { replayDataset } from '@mingjian/core/reports';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { inventedField } from './demo/invented-field.fixture';
import { run as estimate } from './estimate';
import { run as verify } from './verify-report';
import { integrityFaults } from './verify/integrity';
import { recompute } from './verify/recompute';

const folder = mkdtempSync(join(tmpdir(), 'verify-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let file: ReportFile;
const reportPath = join(folder, 'report.json');

function write(path: string, chunks: Iterable<Uint8Array>): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.concat([...chunks]));
}

/** The part as if of one stratum a single school had answered, which leaves the stratum without a variance of its own. */
function withLonelyStratum(input: AudienceInput): AudienceInput {
  const schools = new Map<string, string[]>();
  for (const { stage, area, schoolKey } of input.cells) {
    const stratum = `${stage}/${area}`;
    schools.set(stratum, [...new Set([...(schools.get(stratum) ?? []), schoolKey])]);
  }
  const silent = new Set([...schools.values()].find((keys) => keys.length > 1)?.slice(1));
  expect(silent.size).toBeGreaterThan(0);
  const still = new Set(input.cells.filter(({ schoolKey }) => silent.has(schoolKey)).map(({ id }) => id));
  return { ...input, answers: input.answers.filter(({ cellId }) => !still.has(cellId)) };
}

/** A county of the made-up city: three audiences, with exclusions, suppressed groups and a stratum of one school. */
beforeAll(() => {
  const parts = inventedField(1)
    .filter(({ countyCode }) => countyCode === '231081')
    .map((part) => (part.audience === 'student' ? withLonelyStratum(part) : part));
  const results = parts.map((input): Result => {
    const content = {
      countyCode: input.countyCode,
      audience: input.audience,
      evidence: 'probability' as const,
      surveyVersionHash: 'v',
      snapshot: { answers: input.answers.length, hash: 's' },
      weightingPlanHash: 'w',
      codeVersion: 'c',
      ...estimateAudience(input),
      openLink: openLinkNumbers(input, input.audience === 'public' ? input.answers.slice(0, 60) : []),
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
    const { table, withExcluded } = replayOf(input, result);
    const own = join(folder, 'replay', `${input.countyCode}-${input.audience}`);
    write(join(own, 'answers.csv'), csvBytes(replayDataset({ result, version }, table, 'answers', null)));
    write(join(own, 'PLAN.json'), [Buffer.from(JSON.stringify(result.plan))]);
    if (withExcluded)
      write(
        join(own, 'with-excluded', 'answers.csv'),
        csvBytes(replayDataset({ result, version }, withExcluded, 'answers', null)),
      );
    return result;
  });
  const model: ReportFile['model'] = {
    title: { zh: '报告', en: 'Report' },
    county: { code: '231081', nameZh: '绥芬河市', nameEn: 'Suifenhe' },
    year: 2021,
    agency: '',
    cycleTitle: { zh: '', en: '' },
    composedOn: '2021-06-10',
    fieldworkUntil: null,
    weightingPlan: null,
    items: [],
    blocks: [],
    results,
    previous: null,
    opinions: [],
    comparison: null,
    indicators: [],
    indicatorValues: [],
  };
  file = {
    format: 'mingjian-report-1',
    model,
    estimates: results.flatMap(({ audience, estimates }) => estimates.map((each) => ({ audience, ...each }))),
    inputs: [],
    hash: canonicalHash(model),
  };
  writeFileSync(reportPath, JSON.stringify(file));
});

async function said(work: () => Promise<number>): Promise<{ code: number; out: string }> {
  let out = '';
  const take = (text: unknown, done?: unknown) => {
    out += String(text);
    if (typeof done === 'function') (done as () => void)();
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(take),
    vi.spyOn(process.stderr, 'write').mockImplementation(take),
  ];
  try {
    return { code: await work(), out };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
}

function tampered(change: (copy: ReportFile) => void): string {
  const copy = structuredClone(file);
  change(copy);
  const path = join(folder, 'tampered.json');
  writeFileSync(path, JSON.stringify(copy));
  return path;
}

/** Somebody who knows how: every hash made again. */
function rehash(copy: ReportFile): void {
  for (const result of copy.model.results) result.hash = resultHash(result);
  copy.estimates = copy.model.results.flatMap(({ audience, estimates }) =>
    estimates.map((each) => ({ audience, ...each })),
  );
  copy.hash = canonicalHash(copy.model);
}

describe('a report and its replay files', () => {
  it('agree in every number of a county: three audiences, cuts, lonely strata, raking and trimming', () => {
    const { compared, largest, differences, hidden } = recompute(file, join(folder, 'replay'));
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(500);
    expect(hidden).toBeGreaterThan(0);
    expect(largest).toBeLessThan(1e-9);
    const results = file.model.results;
    expect(results.some(({ weighting }) => (weighting.trimmed ?? 0) > 0)).toBe(true);
    expect(results.every(({ withExcluded }) => withExcluded !== null)).toBe(true);
  });

  it('agree when anyone runs the estimate command on the plan', async () => {
    const { code, out } = await said(() => estimate([join(folder, 'replay', '231081-teacher', 'PLAN.json')]));
    expect(code).toBe(0);
    const { estimates } = JSON.parse(out) as { estimates: { id: string; by: object; estimate: number }[] };
    const teacher = file.model.results.find(({ audience }) => audience === 'teacher');
    const whole = teacher?.estimates.find(({ id }) => id === 'index|audience|||');
    expect(estimates.find(({ id }) => id === 'index|audience|||')?.estimate).toBeCloseTo(
      whole?.estimate ?? 0,
      10,
    );
  });

  it('verify as equal, finding the files beside the report', async () => {
    const { code, out } = await said(() => verify([reportPath]));
    expect(out).toContain('重算相符');
    expect(code).toBe(0);
  });

  it('a changed number breaks the hash', async () => {
    const path = tampered((copy) => (copy.model.results[0]!.estimates[0]!.estimate = 99));
    const { code, out } = await said(() => verify([path]));
    expect(code).toBe(1);
    expect(out).toContain('校验值不符');
    expect(out).toContain('the hash differs');
  });

  it('a changed number of an open link breaks the hash too', async () => {
    const path = tampered((copy) => {
      const [open] = copy.model.results.flatMap(({ openLink }) => openLink ?? []);
      open!.index = 99;
      copy.hash = canonicalHash(copy.model);
    });
    const { code, out } = await said(() => verify([path]));
    expect(code).toBe(1);
    expect(out).toContain('the hash of result public differs');
  });

  it('a changed number with every hash made again is found by recomputing, with both values', async () => {
    const before = file.model.results[1]!.estimates[0]!.estimate;
    const path = tampered((copy) => {
      copy.model.results[1]!.estimates[0]!.estimate = 99.5;
      rehash(copy);
    });
    const { code, out } = await said(() => verify([path]));
    expect(code).toBe(1);
    expect(out).toContain('校验值相符');
    expect(out).toMatch(
      new RegExp(
        `differs teacher index\\|audience\\|\\|\\| estimate: the report has 99.5, recomputed ${String(before).slice(0, 8)}`,
      ),
    );
  });

  it('a file that is no report, missing replay files and wrong arguments are told apart from a difference', async () => {
    writeFileSync(join(folder, 'other.json'), '{"format":"else"}');
    expect((await said(() => verify([join(folder, 'other.json')]))).code).toBe(2);
    expect((await said(() => verify([reportPath, '--replay', join(folder, 'nowhere')]))).out).toContain(
      '没有重算文件',
    );
    expect((await said(() => verify([]))).code).toBe(2);
  });
});

it("takes the city's report for what it is: its estimates are those of the counties it compares", () => {
  const [first] = file.model.results;
  if (!first) throw new Error('the fixture has no result');
  const { audience, hash, invited, answered, estimates } = first;
  const compared = { audience, resultHash: hash, population: 1, invited, answered, estimates };
  const counties = [{ code: '231081', nameZh: '绥芬河市', nameEn: 'Suifenhe', results: [compared] }];
  const model = { ...file.model, results: [], comparison: { counties } };
  const listed = estimates.map((each) => ({ audience, countyCode: '231081', ...each }));
  const city: ReportFile = { ...file, model, estimates: listed, hash: canonicalHash(model) };
  expect(integrityFaults(city, city)).toEqual([]);
  expect(integrityFaults({ ...city, estimates: listed.slice(1) }, city)).toHaveLength(1);
});
