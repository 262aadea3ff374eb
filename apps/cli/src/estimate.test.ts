import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EstimationReply } from '@mingjian/contract/estimation';
import { run } from './estimate';

const oracle = join(import.meta.dirname, '../../../test/oracle/data');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingjian-estimate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command on a plan and catches what it prints. */
async function estimate(plan: unknown): Promise<{ code: number; out: string; err: string }> {
  const path = join(folder, 'plan.json');
  writeFileSync(path, typeof plan === 'string' ? plan : JSON.stringify(plan));
  const caught = { out: '', err: '' };
  const catching = (stream: 'out' | 'err') => (text: unknown, done?: unknown) => {
    caught[stream] += String(text);
    if (typeof done === 'function') done();
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(catching('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(catching('err')),
  ];
  try {
    return { code: await run([path]), ...caught };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
}

const table = 's,c,w,y,f\na,1,1,3,5\na,2,2,4,5\nb,3,1,5,9\nb,4,1,NA,9\n';
const mean = [{ id: 'm', statistic: 'mean', variable: 'y' }];

/** A plan on a small file of its own. */
function small(csv: string | Uint8Array, change: Record<string, unknown> = {}): Record<string, unknown> {
  writeFileSync(join(folder, 'data.csv'), csv);
  return { data: 'data.csv', design: { strata: ['s'], weights: 'w' }, estimates: mean, ...change };
}

const replyOf = ({ out }: { out: string }) => JSON.parse(out) as EstimationReply;

describe('estimate', () => {
  it("gives R's numbers for apistrat, in the plan's order and groups sorted by value", async () => {
    const result = await estimate({
      data: join(oracle, 'apistrat.csv'),
      design: { strata: ['stype'], weights: 'pw', fpc: ['fpc'] },
      estimates: [
        { id: 'm', statistic: 'mean', variable: 'api00' },
        { id: 'by', statistic: 'mean', variable: 'api00', by: ['stype'] },
        { id: 'q', statistic: 'quantile', variable: 'api00', probability: 0.5 },
      ],
      writeWeights: 'weights.csv',
    });
    const { n, weights, estimates, warnings } = replyOf(result);
    expect([result.code, result.err, n, warnings]).toEqual([0, '', 200, []]);
    expect(weights.sum).toBeCloseTo(6194, 3);
    expect(estimates[0]?.estimate).toBeCloseTo(662.2873631593208, 9);
    expect(estimates[0]?.se).toBeCloseTo(9.40894080278458, 10);
    expect(estimates.map(({ id, by }) => [id, by['stype']])).toEqual([
      ['m', undefined],
      ['by', 'E'],
      ['by', 'H'],
      ['by', 'M'],
      ['q', undefined],
    ]);
    expect(estimates[4]?.estimate).toBe(668);
    expect(readFileSync(join(folder, 'weights.csv'), 'utf8').split('\n').slice(0, 2)).toEqual([
      'weight',
      '44.209999084472656',
    ]);
  });

  it('reads GBK, quotes, CRLF and a byte order mark', async () => {
    const gbk = Uint8Array.from([
      0xb2,
      0xe3,
      ...Buffer.from(',c,w,y\n'),
      0xb3,
      0xc7,
      ...Buffer.from(',1,1,3\n'),
      0xb3,
      0xc7,
      ...Buffer.from(',2,1,5\n'),
    ]);
    const chinese = await estimate(
      small(gbk, { design: { strata: ['层'], weights: 'w' }, estimates: [{ ...mean[0], by: ['层'] }] }),
    );
    expect(replyOf(chinese).estimates[0]).toMatchObject({ by: { 层: '城' }, n: 2, estimate: 4 });
    const quoted = '\uFEFFs,w,y\r\n"a, ""x""",1,"3"\r\n\r\n"a, ""x""",1,5\r\n';
    const reply = replyOf(await estimate(small(quoted, { estimates: [{ ...mean[0], by: ['s'] }] })));
    expect(reply.estimates[0]).toMatchObject({ by: { s: 'a, "x"' }, n: 2, estimate: 4 });
  });

  const margin = (variable: string, totals: Record<string, number>) => ({
    variables: [variable],
    totals: Object.entries(totals).map(([value, total]) => ({ [variable]: value, total })),
  });
  const calibrated = (method: string, margins: unknown[], more = {}) => ({
    calibration: { method, margins, ...more },
  });

  it.each<[string, string, Record<string, unknown>, RegExp]>([
    ['an empty file', '', {}, /the file is empty/],
    ['a header only', 's,c,w,y,f\n', {}, /no rows/],
    ['a repeated column', table.replace('y,f', 'w,f'), {}, /two columns .* "w"/],
    ['an unknown column', table, { design: { weights: 'ww' } }, /unknown column "ww"; the file has: s, c, w/],
    ['a missing weight', table.replace('a,2,2', 'a,2,'), {}, /weights "w", row 3: missing/],
    ['a negative weight', table.replace('a,2,2', 'a,2,-2'), {}, /row 3: -2 is negative/],
    ['a weight of text', table.replace('a,2,2', 'a,2,x'), {}, /column "w", row 3: "x" is not a number/],
    ['NaN as text', table.replace('2,4', '2,NaN'), {}, /"NaN" is not a number/],
    ['weights of 1e308', table.replace('a,2,2', 'a,2,1e308'), {}, /too large/],
    ['a ragged row', table.replace('2,4,5', '2,4'), {}, /row 3 has 4 cells, the header 5/],
    [
      'a small population',
      table.replaceAll(',5\n', ',1.5\n'),
      { design: { strata: ['s'], weights: 'w', fpc: ['f'] } },
      /population 1.5 is smaller than its sample of 2/,
    ],
    [
      'a varying population',
      table.replace('4,5', '4,6'),
      { design: { strata: ['s'], weights: 'w', fpc: ['f'] } },
      /6 differs from 5/,
    ],
    [
      'a unit in two strata',
      table.replace('b,3', 'b,1'),
      { design: { strata: ['s'], clusters: ['c'], weights: 'w' } },
      /cluster "c" = 1 is in two strata; set "nest"/,
    ],
    ['a lonely unit', table.replace('b,4', 'a,4'), {}, /stratum \(s = b\) of stage 1 has a single/],
    [
      'a sample of one',
      's,w,y\na,1,3\n',
      { design: { weights: 'w' } },
      /^stage 1 has a single sampled unit/m,
    ],
    [
      'weights left to fpc that lacks a stage',
      table.replaceAll('9\n', '5\n'),
      { design: { clusters: ['s', 'c'], fpc: ['f'] } },
      /fpc has 1 of the 2 stages .* name a column of weights/,
    ],
    [
      'a category without sample',
      table,
      calibrated('rake', [margin('s', { a: 3, b: 2, z: 1 })]),
      /margin s: z has a total but nobody/,
    ],
    [
      'a category without total',
      table,
      calibrated('rake', [margin('s', { a: 3 })]),
      /margin s, row 4: b has no total/,
    ],
    [
      'margins that disagree',
      table,
      calibrated('rake', [margin('s', { a: 3, b: 2 }), margin('c', { 1: 1, 2: 1, 3: 1, 4: 1 })]),
      /margin c add up to 20.0% off/,
    ],
    [
      'bounds too narrow',
      table,
      calibrated('logit', [margin('s', { a: 30, b: 20 })], { bounds: [0.5, 2] }),
      /margin s = a needs a factor of 10/,
    ],
    [
      'bounds that leave no weight as it is',
      table,
      calibrated('rake', [margin('s', { a: 30, b: 20 })], { bounds: [2, 20] }),
      /必须包含 1，而不是 2 到 20\n.*must enclose 1, not 2 to 20/,
    ],
    [
      'logit without bounds',
      table,
      calibrated('logit', [margin('s', { a: 3, b: 2 })]),
      /必须给出 bounds\n.*logit calibration needs bounds/,
    ],
    [
      'totals out of reach',
      table,
      calibrated('rake', [margin('s', { a: 3, b: 2 }), margin('c', { 1: 2.5, 2: 2, 3: 0.25, 4: 0.25 })]),
      /did not converge; .* off by/,
    ],
    [
      'overlapping domains',
      table,
      {
        estimates: [
          {
            id: 'd',
            statistic: 'difference',
            of: 'mean',
            variable: 'y',
            between: [{ s: 'a' }, { s: ['a', 'b'] }],
          },
        ],
      },
      /row 2 belongs to both/,
    ],
    [
      'a plan beyond its schema',
      table,
      { estimates: [{ id: 'm', statistic: 'median', variable: 'y' }] },
      /estimates\.0\.statistic/,
    ],
    [
      'a group for every person',
      `w,id,y\n${Array.from({ length: 10_001 }, (_, i) => `1,${i},2\n`).join('')}`,
      { design: { weights: 'w' }, estimates: [{ ...mean[0], by: ['id'] }] },
      /by \(id\) makes more than 10000 groups/,
    ],
    ['weights in place of the data', table, { writeWeights: './data.csv' }, /would overwrite .*data\.csv/],
    ['an unclosed quote', `${table}"a`, {}, /quote does not close/],
  ])('refuses %s', async (_, csv, change, message) => {
    const { code, out, err } = await estimate(small(csv, change));
    expect(err).toMatch(message);
    expect([code, out]).toEqual([2, '']);
  });

  it('refuses what is no JSON and what is not there', async () => {
    expect(await estimate('{"data": ')).toMatchObject({ code: 2, out: '' });
    expect((await estimate({ ...small(table), data: 'other.csv' })).err).toContain('other.csv (ENOENT)');
    const lost = JSON.stringify(small(table)).replace('"variable"', '"where":{"__proto__":"p"},"variable"');
    expect(await estimate(lost)).toMatchObject({ code: 2, out: '' });
    const aFolder = await estimate({ ...small(table), data: '.' });
    expect([aFolder.code, aFolder.err]).toEqual([2, expect.stringContaining(`${folder} (EISDIR)`)]);
  });

  it('sorts groups that are the same number by their text, whatever the order of the rows', async () => {
    for (const order of ['1 01 1.0 10', '10 1.0 01 1']) {
      const rows = order.split(' ').map((g) => `${g},1,1\n`);
      const plan = small(`g,w,y\n${rows.join('')}`, {
        design: { weights: 'w' },
        estimates: [{ ...mean[0], by: ['g'] }],
      });
      const { estimates } = replyOf(await estimate(plan));
      expect(estimates.map(({ by }) => by['g'])).toEqual(['01', '1', '1.0', '10']);
    }
  });

  it('gives no beta interval where those with a value are in one school of each stratum', async () => {
    const csv = 's,c,w,y\na,1,1,0\na,1,1,1\na,2,1,\nb,3,1,1\nb,4,1,\n';
    const p = { id: 'p', statistic: 'proportion', variable: 'y', values: [1], interval: 'beta' };
    const plan = small(csv, { design: { strata: ['s'], clusters: ['c'], weights: 'w' }, estimates: [p] });
    const [estimate0] = replyOf(await estimate(plan)).estimates;
    expect(estimate0).toMatchObject({ n: 3, df: 2, ci: null, reason: 'no-degrees-of-freedom' });
    expect(estimate0?.estimate).toBeCloseTo(2 / 3, 12);
    expect(estimate0?.se).toBeCloseTo(Math.SQRT2 / 9, 12);
  });

  it('gives the quantile of a census as its own interval', async () => {
    const weights = [5.3, 1.5, 7.4, 3.6, 9.5, 5.7, 1.9, 7.8, 4];
    const rows = [3, 1, 2, 2, 3, 1, 4, 2, 3].map((y, i) => `${y},${weights[i]},9\n`);
    const quantile = { id: 'q', statistic: 'quantile', variable: 'y', probability: 0.3 };
    const plan = small(`y,w,N\n${rows.join('')}`, {
      design: { fpc: ['N'], weights: 'w' },
      estimates: [quantile],
    });
    expect(replyOf(await estimate(plan)).estimates[0]).toMatchObject({ estimate: 2, se: 0, ci: [2, 2] });
  });

  it('answers null with a reason where nothing can be estimated', async () => {
    const nobody = { ...mean[0], where: { s: 'z' } };
    const one = { ...mean[0], where: { c: 1 } };
    const { estimates } = replyOf(await estimate(small(table, { estimates: [nobody, one] })));
    expect(estimates[0]).toMatchObject({ n: 0, estimate: null, se: null, ci: null, reason: 'no-values' });
    expect(estimates[1]).toMatchObject({
      n: 1,
      estimate: 3,
      se: null,
      ci: null,
      reason: 'no-degrees-of-freedom',
    });
  });
});
