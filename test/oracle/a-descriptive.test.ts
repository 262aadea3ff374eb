import { describe, expect, it } from 'vitest';
import {
  degreesOfFreedom,
  estimateCovariance,
  estimateMean,
  estimateTotal,
  LonelyPsuError,
  variableOf,
  type Design,
  type InDomain,
} from '@mingjian/statistics';
import { readCase, type OracleCase } from './support/compare';
import { basic, extract, meansBy, meansOf, totalsOf, weightsOf } from './support/extract';
import { agree } from './support/report';
import { designOf, domainsBy, Table } from './support/table';
import { indicatorsOf, ratioOf } from './support/statistics';

function open(id: string): { one: OracleCase; table: Table; design: Design } {
  const one = readCase(id);
  const table = Table.read(one.data[0]!);
  return { one, table, design: designOf(table, one.design) };
}

describe('api designs', () => {
  it.each([
    'a01-srs-fpc',
    'a02-srs-nofpc',
    'a03-strat-fpc',
    'a04-strat-nofpc',
    'a05-clus1-fpc',
    'a06-clus1-nofpc',
  ])('%s', (id) => {
    const { one, table, design } = open(id);
    const df = degreesOfFreedom(design);
    const columns = (...names: string[]) => Object.fromEntries(names.map((n) => [n, table.numbers(n)]));
    const api = estimateCovariance(design, [table.numbers('api00')]);
    const cv = meansOf(design, columns('api00', 'enroll'));
    agree(one, {
      numeric: basic(design, columns('api00', 'api99', 'enroll')),
      ratio: ratioOf(design, table.numbers('api.stu'), table.numbers('enroll'), 'api.stu/enroll', df),
      prop: meansOf(design, indicatorsOf('stype', table.text('stype')), { df }),
      prop2: meansOf(
        design,
        {
          ...indicatorsOf('sch.wide', table.text('sch.wide')),
          ...indicatorsOf('both', table.text('both')),
        },
        { df },
      ),
      var: { est: [api.covariance[0]![0]], se: [api.se[0]![0]] },
      cv: cv.se.map((se, i) => se / cv.est[i]!),
    });
  });
});

const items = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10', 'overall', 'nps'];

it('a07-county-means', () => {
  const { one, table, design } = open('a07-county-means');
  agree(one, Object.fromEntries(items.map((q) => [q, basic(design, { [q]: table.numbers(q) })])));
});

it('a08-county-joint-listwise', () => {
  const { one, table, design } = open('a08-county-joint-listwise');
  const columns = { q1: table.numbers('q1'), q2: table.numbers('q2'), q9: table.numbers('q9') };
  const used = Array.from({ length: table.rows }, (_, r) => r).filter((r) =>
    Object.values(columns).every((column) => !Number.isNaN(column[r]!)),
  );
  agree(one, { n_used: used.length, mean: meansOf(design, columns, { df: degreesOfFreedom(design) }) });
});

it('a09-county-props', () => {
  const { one, table, design } = open('a09-county-props');
  const df = degreesOfFreedom(design);
  const ages = [...new Set(table.text('age'))].sort();
  const sexes = [...new Set(table.text('sex'))].sort();
  const crossed = sexes.flatMap((sex) => ages.map((age) => `${age}.${sex}`));
  agree(one, {
    overall: meansOf(design, indicatorsOf('factor(overall)', table.text('overall')), { df }),
    audience_total: totalsOf(design, indicatorsOf('audience', table.text('audience')), { df }),
    age_sex: meansOf(design, indicatorsOf('interaction(age, sex)', table.labels('age', 'sex'), crossed), {
      df,
    }),
  });
});

it('a10-2stage-fpc', () => {
  const { one, table, design } = open('a10-2stage-fpc');
  const df = degreesOfFreedom(design);
  const overall = table.numbers('overall');
  const indicator = (label: string) =>
    Float64Array.from(table.text('audience'), (each) => (each === label ? 1 : 0));
  const top2 = overall.map((value) => (Number.isNaN(value) ? value : value >= 4 ? 1 : 0));
  agree(one, {
    degf: df,
    weights_check: weightsOf(design.weight),
    overall: basic(design, { overall }),
    q9: basic(design, { q9: table.numbers('q9') }),
    audience: totalsOf(design, indicatorsOf('audience', table.text('audience')), { df }),
    top2: meansOf(design, { 'I(as.numeric(overall >= 4))': top2 }, { df }),
    ratio: ratioOf(
      design,
      indicator('teacher'),
      indicator('parent'),
      'I(as.numeric(audience == "teacher"))/I(as.numeric(audience == "parent"))',
      df,
    ),
  });
});

it('a11-2stage-ultimate-cluster', () => {
  const { one, table } = open('a11-2stage-ultimate-cluster');
  const overall = table.numbers('overall');
  const without = { ...one.design, fpc: [] };
  agree(one, {
    stage1_fpc: basic(designOf(table, one.design), { overall }),
    wr: basic(designOf(table, without), { overall }),
  });
});

function domainCase(id: string, domains: (table: Table) => Record<string, InDomain>): void {
  const { one, table, design } = open(id);
  const overall = table.numbers('overall');
  agree(
    one,
    Object.fromEntries(
      Object.entries(domains(table)).map(([name, inDomain]) => [
        name,
        {
          n: Array.from({ length: table.rows }, (_, r) => r).filter(inDomain).length,
          ...basic(design, { overall }, inDomain),
        },
      ]),
    ),
  );
}

it('a12-domain', () =>
  domainCase('a12-domain', (table) => {
    const [county, audience, level] = ['county', 'audience', 'level'].map((name) => table.text(name));
    return {
      C03: (r) => county![r] === 'C03',
      C05_teacher: (r) => county![r] === 'C05' && audience![r] === 'teacher',
      kinder_parent: (r) => level![r] === '幼儿园' && audience![r] === 'parent',
    };
  }));

it('a13-domain-2stage', () =>
  domainCase('a13-domain-2stage', (table) => {
    const [county, audience, sex] = ['county', 'audience', 'sex'].map((name) => table.text(name));
    return {
      teacher: (r) => audience![r] === 'teacher',
      C04_women: (r) => county![r] === 'C04' && sex![r] === '女',
    };
  }));

it('a14-domain-empty', () => {
  const { one, table, design } = open('a14-domain-empty');
  const [level, audience] = ['level', 'audience'].map((name) => table.text(name));
  const inDomain: InDomain = (r) => level![r] === '幼儿园' && audience![r] === 'student';
  const mean = estimateMean(design, variableOf(table.numbers('overall')), inDomain);
  expect(mean).toMatchObject({ estimate: null, se: null, ci: null, reason: 'no-values' });
  agree(one, { n: mean.n });
});

it('a15-domain-single-psu', () => {
  const { one, table, design } = open('a15-domain-single-psu');
  const schools = table.text('school');
  const inSchool: InDomain = (r) => schools[r] === schools[0];
  const ids = table.text('id');
  const mean = estimateMean(design, variableOf(table.numbers('overall')), inSchool);
  expect(mean).toMatchObject({ se: null, ci: null, df: 0, reason: 'no-degrees-of-freedom' });
  expect(mean.estimate).toBeCloseTo(3.95934974339092, 12);
  const alone = estimateTotal(design, variableOf(table.numbers('q1')), (r) => ids[r] === '7');
  expect(alone).toMatchObject({ n: 1, df: 0, ci: null, reason: 'no-degrees-of-freedom' });
  agree(one, {
    school: schools[0],
    n: schools.filter((_, r) => inSchool(r)).length,
    degf: degreesOfFreedom(design, inSchool),
    one_respondent_total: { names: ['q1'], est: [alone.estimate], se: [alone.se] },
  });
});

it('a16-lonely-fail', () => {
  const { one, table, design } = open('a16-lonely-fail');
  const fails = () => estimateMean(design, variableOf(table.numbers('overall')));
  expect(fails).toThrow(LonelyPsuError);
  expect(one.kind).toBe('error');
});

it.each(['adjust', 'average', 'certainty', 'remove'])('a16-lonely-%s', (policy) => {
  const { one, table, design } = open(`a16-lonely-${policy}`);
  const overall = table.numbers('overall');
  const df = degreesOfFreedom(design);
  const county = table.text('county');
  const inC02 = estimateMean(design, variableOf(overall), (r) => county[r] === 'C02');
  const variance = new Float64Array([inC02.se! ** 2]);
  const got = {
    option: policy,
    degf: df,
    mean: simple(design, 'overall', overall, df, 'mean'),
    total: simple(design, 'overall', overall, df, 'total'),
    domain_C02: extract(['overall'], [inC02.estimate!], [variance]),
  };
  agree(one, got, one['expected_survey_4.5'] ?? one.expected);
});

/** One estimate through the public estimator, whose policy for lonely units looks at the domain. */
function simple(design: Design, name: string, column: Float64Array, df: number, statistic: 'mean' | 'total') {
  const estimator = statistic === 'mean' ? estimateMean : estimateTotal;
  const { estimate, se } = estimator(design, variableOf(column));
  return extract([name], [estimate!], [new Float64Array([se! ** 2])], df);
}

it('a17-nps-and-net', () => {
  const { one, table, design } = open('a17-nps-and-net');
  const df = degreesOfFreedom(design);
  const score = (column: Float64Array, up: number, down: number) =>
    column.map((x) => (Number.isNaN(x) ? x : 100 * (Number(x >= up) - Number(x <= down))));
  const nps = score(table.numbers('nps'), 9, 6);
  const by = meansBy(design, nps, domainsBy(table.text('audience')));
  agree(one, {
    nps: meansOf(design, { npsv: nps }, { df }),
    net: meansOf(design, { net: score(table.numbers('overall'), 4, 2) }, { df }),
    by_audience: {
      rows: by.labels.map((audience, i) => ({ audience, npsv: by.est[i], se: by.se[i] })),
      est: by.est,
      se: by.se,
    },
  });
});
