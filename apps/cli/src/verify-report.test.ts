import 'reflect-metadata';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ReportFile } from '@mingjian/contract/reports';
import { resultHash } from '@mingjian/core/aggregation';
import { dataFile } from '@mingjian/core/reports';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run as estimate } from './estimate';
import { run as verify } from './verify-report';
import { inventedReports } from './verify/invented-reports.fixture';
import { recompute } from './verify/recompute';

const folder = mkdtempSync(join(tmpdir(), 'verify-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const reportPath = join(folder, '231081', 'report.json');
const cityPath = join(folder, 'city', 'report.json');
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as ReportFile;

let file: ReportFile;
beforeAll(() => {
  inventedReports(folder, ['231081', '231083']);
  file = read(reportPath);
}, 120_000);

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

/** A copy somewhere else in the same order of folders, changed by somebody who knows how: every hash made again. */
function tampered(path: string, change: (copy: ReportFile['model']) => void, rehash = true): string {
  const copy = read(path);
  change(copy.model);
  for (const result of copy.model.results) if (rehash) result.hash = resultHash(result);
  const changed = rehash ? dataFile(copy.model) : copy;
  const own = path.replace(/report\.json$/u, 'tampered/report.json');
  mkdirSync(dirname(own), { recursive: true });
  writeFileSync(own, JSON.stringify(changed));
  return own;
}

const replay = ['--replay', join(folder, 'replay')];

describe('a report and its replay files', () => {
  it('agree in every number of a county: three audiences, cuts, lonely strata, raking and trimming', () => {
    const { compared, largest, differences, hidden } = recompute(file.model.results, join(folder, 'replay'));
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
    expect(out).toContain('由答卷重算，相符');
    expect(out).toContain('words, tables and figures say what the numbers give');
    expect(code).toBe(0);
  });

  it('a changed number breaks the hash', async () => {
    const change = (model: ReportFile['model']) => (model.results[0]!.estimates[0]!.estimate = 99);
    const { code, out } = await said(() => verify([tampered(reportPath, change, false), ...replay]));
    expect(code).toBe(1);
    expect(out).toContain('校验值不符');
    expect(out).toContain('the hash differs');
  });

  it('a changed number of an open link breaks the hash too', async () => {
    const change = ({ results }: ReportFile['model']) => {
      const [open] = results.flatMap(({ openLink }) => openLink ?? []);
      open!.index = 99;
    };
    const { code, out } = await said(() => verify([tampered(reportPath, change, false), ...replay]));
    expect(code).toBe(1);
    expect(out).toContain('the hash of result public differs');
  });

  it('a changed number with every hash made again is found by recomputing, with both values', async () => {
    const before = file.model.results[1]!.estimates[0]!.estimate;
    const path = tampered(reportPath, ({ results }) => (results[1]!.estimates[0]!.estimate = 99.5));
    const { code, out } = await said(() => verify([path, ...replay]));
    expect(code).toBe(1);
    expect(out).toContain('校验值相符');
    expect(out).toMatch(
      new RegExp(
        `differs 231081 teacher index\\|audience\\|\\|\\| estimate: the report has 99.5, recomputed ${String(before).slice(0, 8)}`,
      ),
    );
  });

  describe('of an open link', () => {
    const openOf = ({ results }: ReportFile['model']) =>
      results.flatMap(({ openLink }) => openLink ?? [])[0]!;

    it('are counted among what was compared', async () => {
      const { out } = await said(() => verify([reportPath]));
      expect(out).toMatch(/items compared \(3 of open links\)/u);
      expect(openOf(file.model)).toMatchObject({
        answers: expect.any(Number) as number,
        plan: expect.anything() as object,
      });
    });

    it.each(['answers', 'index', 'top2'] as const)(
      'changed in %s, with every hash made again, are found with their place and both values',
      async (field) => {
        const before = openOf(file.model)[field];
        const path = tampered(reportPath, (model) => (openOf(model)[field] = 42));
        const { code, out } = await said(() => verify([path, ...replay]));
        expect(code).toBe(1);
        expect(out).toContain('校验值相符');
        const differs = `differs 231081 public openLink ${field}: the report has 42, recomputed `;
        const found = out.split('\n').find((line) => line.startsWith(differs));
        expect(Number(found?.slice(differs.length))).toBeCloseTo(before ?? Number.NaN, 9);
      },
    );

    it.each<[string, RegExp, (model: ReportFile['model']) => unknown]>([
      [
        'left out',
        /differs 231081 public openLink: the report has no open-link numbers to recompute/u,
        ({ results }) => (results.find(({ openLink }) => openLink !== null)!.openLink = null),
      ],
      [
        'cut loose from their answers',
        /differs 231081 public openLink: the report has no open-link numbers to recompute/u,
        (model) => delete openOf(model).plan,
      ],
      [
        'changed together with the totals that they are raked to',
        /differs 231081 public openLink plan: the report's plan is not that of .+PLAN\.json/u,
        (model) => (openOf(model).plan!.calibration!.margins[0]!.totals[0]!.total *= 3),
      ],
    ])('%s are found too', async (_, line, change) => {
      const { code, out } = await said(() => verify([tampered(reportPath, change), ...replay]));
      expect(code).toBe(1);
      expect(out).toMatch(line);
    });

    it('made before replay files held them are said to be held by their hash alone', async () => {
      const older = join(folder, 'older');
      cpSync(join(folder, 'replay'), older, { recursive: true });
      rmSync(join(older, '231081-public', 'open-link'), { recursive: true });
      const path = tampered(reportPath, (model) => {
        delete openOf(model).plan;
        for (const result of model.results) result.codeVersion = '0.0.1';
      });
      const { code, out } = await said(() => verify([path, '--replay', older]));
      expect(out).toContain('231081 public openLink: no plan');
      expect(code).toBe(0);
    });
  });

  describe('and what it says of last year', () => {
    const earlier = ['--earlier', join(folder, 'earlier')];
    const lastYear = ({ previous }: ReportFile['model']) =>
      previous!.results.find(({ audience }) => audience === 'public')!;
    const told = ({ previous }: ReportFile['model']) =>
      lastYear({ previous } as ReportFile['model']).estimates.find(({ estimate }) => estimate !== null)!;

    it('agree, and are said to be unchecked where nobody brings the report of that year', async () => {
      const { code, out } = await said(() => verify([reportPath, ...replay, ...earlier]));
      expect(out).toContain('2020 the hash holds');
      expect(out).toMatch(/held against earlier reports: equal; \d{2} items compared/u);
      expect(code).toBe(0);
      const alone = await said(() => verify([reportPath, ...replay]));
      expect(alone.out).toContain('numbers of 2020 are those of these years');
      expect(alone.code).toBe(0);
    });

    it('are found where a number was changed, with every hash made again', async () => {
      const { id, estimate: before } = told(file.model);
      const path = tampered(reportPath, (model) => (told(model).estimate = 12.5));
      const { code, out } = await said(() => verify([path, ...replay, ...earlier]));
      expect(code).toBe(1);
      expect(out).toContain(
        `differs 2020 public ${id} estimate: the report has 12.5, recomputed ${String(before)}`,
      );
    });

    it('are found where they are of another result, or of a question that was put in other words', async () => {
      const path = tampered(reportPath, (model) => {
        lastYear(model).resultHash = 'of another run';
        const item = model.items.find(
          ({ code }) => `index|item|${code}||` === lastYear(model).estimates.at(-1)?.id,
        );
        item!.text.zh = '换了一种问法';
      });
      const { code, out } = await said(() => verify([path, ...replay, ...earlier]));
      expect(code).toBe(1);
      expect(out).toContain('differs 2020 public resultHash: this report takes result of another run');
      expect(out).toMatch(
        /differs 2020 public index\|item\|\S+: that year's question was put in other words/u,
      );
    });
  });

  it('people stood for, which weigh a county in the city, are counted again', async () => {
    const path = tampered(reportPath, ({ results }) => (results[0]!.weighting.sum *= 2));
    const { code, out } = await said(() => verify([path, ...replay]));
    expect(code).toBe(1);
    expect(out).toMatch(/differs 231081 public weighting\.sum: the report has [\d.]+, recomputed [\d.]+/u);
  });

  it('a sentence that its numbers do not bear is found, with both', async () => {
    const path = tampered(reportPath, ({ blocks }) => {
      const paragraph = blocks.find((block) => block.kind === 'paragraph');
      if (paragraph?.kind === 'paragraph')
        paragraph.inlines.push({ text: { zh: '全市第一。', en: ' The best.' } });
    });
    const { code, out } = await said(() => verify([path, ...replay]));
    expect(code).toBe(1);
    expect(out).toContain('重算，相符');
    expect(out).toMatch(/differs \S+ \(.+\): the report prints ".+ The best\.", its numbers give ".+"/u);
  });

  it('made by another version of the code is not held against words that this one would choose', async () => {
    const path = tampered(reportPath, ({ results, blocks }) => {
      for (const result of results) result.codeVersion = '0.0.1';
      blocks.length = 3;
    });
    const { code, out } = await said(() => verify([path, ...replay]));
    expect(code).toBe(0);
    expect(out).toContain('its words were not checked');
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

describe("the city's report", () => {
  it('is put together again from the county reports, and they from their answers', async () => {
    const { code, out } = await said(() => verify([cityPath]));
    expect(out).toContain('the overview recomputed from 2 county reports: equal');
    expect(out).toContain('recomputed from the answers: equal');
    expect(out).toContain('words, tables and figures say what the numbers give');
    expect(code).toBe(0);
  });

  it.each<[string, RegExp[], (model: ReportFile['model']) => void]>([
    [
      'an estimate',
      [
        /differs 231083 teacher index\|audience\|\|\| estimate: the report has 91\.5, recomputed \d+\.\d+/u,
        /differs overview-teacher-table .+the report prints ".*91\.5.+", its numbers give ".+"/u,
      ],
      ({ comparison }) =>
        (comparison!.counties[1]!.results.find(
          ({ audience }) => audience === 'teacher',
        )!.estimates[0]!.estimate = 91.5),
    ],
    [
      'the people that a county stands for',
      [/differs 231081 public population: the report has 1, recomputed \d+/u],
      ({ comparison }) => (comparison!.counties[0]!.results[0]!.population = 1),
    ],
    [
      'an indicator value',
      [
        /differs indicatorValues 231081\.3\.1\.1\.2021: the overview has .+"value":99.+, the county's report .+"value":80/u,
        /differs overview-indicators \(.+\): the report prints/u,
      ],
      ({ indicatorValues }) => Object.assign(indicatorValues[0]!, { value: 99, meets: true }),
    ],
    [
      'a verdict',
      [/differs overview-teacher-table \(.+\): the report prints ".*best.*", its numbers give/u],
      ({ blocks }) => {
        const table = blocks.find((block) => block.kind === 'table' && block.id === 'overview-teacher-table');
        if (table?.kind === 'table') table.rows[0]!.splice(-1, 1, [{ text: { zh: '最好', en: 'best' } }]);
      },
    ],
    [
      'a county that was left out',
      [/differs 231083 public resultHash: the overview is built on result \(none\)/u],
      ({ comparison }) => comparison!.counties.splice(1),
    ],
  ])(
    'changed in %s, with every hash made again, is found with its place and both values',
    async (_, lines, change) => {
      const counties = ['--counties', folder];
      const { code, out } = await said(() => verify([tampered(cityPath, change), ...counties, ...replay]));
      expect(code).toBe(1);
      for (const line of lines) expect(out).toMatch(line);
    },
  );

  it('built on a county report that was itself changed is found out by that one', async () => {
    const counties = join(folder, 'forged');
    for (const code of ['231081', '231083']) {
      mkdirSync(join(counties, code), { recursive: true });
      const { model } = read(join(folder, code, 'report.json'));
      if (code === '231083') model.results[0]!.estimates[0]!.estimate = 12;
      writeFileSync(
        join(counties, code, 'report.json'),
        JSON.stringify({ ...read(join(folder, code, 'report.json')), model }),
      );
    }
    const { code, out } = await said(() => verify([cityPath, '--counties', counties]));
    expect(code).toBe(1);
    expect(out).toMatch(/231083 the hash differs/u);
  });

  it('without the county reports has its hash checked alone, and a missing one is told by name', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const alone = await said(() => verify([cityPath, '--counties', empty]));
    expect(alone.code).toBe(0);
    expect(alone.out).toContain('only the hash was checked');
    const one = join(folder, 'one');
    mkdirSync(one);
    writeFileSync(join(one, 'report.json'), JSON.stringify(file));
    const missing = await said(() => verify([cityPath, '--counties', one]));
    expect(missing.code).toBe(2);
    expect(missing.out).toContain('231083');
  });
});
