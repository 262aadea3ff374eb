import { it } from 'vitest';
import {
  adjustPValues,
  changeBetweenWaves,
  covarianceOf,
  degreesOfFreedom,
  fitLinear,
  independenceTests,
  linearContrast,
  meansWithInfluence,
  normalQuantile,
  normalTwoSided,
  ratioContrast,
  tQuantile,
  tTest,
  tTwoSided,
  twoWayTable,
  waldTest,
  variableOf,
  type Contrast,
  type Design,
  type Domains,
  type IndependenceTest,
} from '@mingjian/statistics';
import { readCase, type OracleCase } from './support/compare';
import { meansOf, totalsOf } from './support/extract';
import { agree } from './support/report';
import { codesOf, designOf, domainsBy, Table, type CaseDesign } from './support/table';
import { indicatorsOf } from './support/statistics';
import { regressionRecord } from './support/regression';

function open(id: string): { one: OracleCase; table: Table; design: Design } {
  const one = readCase(id);
  const table = Table.read(one.data[0]!);
  return { one, table, design: designOf(table, one.design) };
}

/** Domain means with their covariances. */
function domainMeans(design: Design, y: Float64Array, domains: Domains) {
  const estimates = meansWithInfluence(design, variableOf(y), domains);
  return {
    values: estimates.map(({ value }) => value),
    n: estimates.map(({ n }) => n),
    covariance: covarianceOf(design, estimates),
  };
}

it('f01-svyby-county-audience', () => {
  const { one, table, design } = open('f01-svyby-county-audience');
  const counties = [...new Set(table.text('county'))].sort();
  const audiences = [...new Set(table.text('audience'))].sort();
  const pairs = audiences.flatMap((audience) => counties.map((county) => ({ county, audience })));
  const order = pairs.map(({ county, audience }) => `${county}.${audience}`);
  const { values, n, covariance } = domainMeans(
    design,
    table.numbers('overall'),
    domainsBy(table.labels('county', 'audience'), order),
  );
  const z = normalQuantile(0.975);
  agree(one, {
    rows: pairs.map((pair, i) => {
      const se = Math.sqrt(covariance[i]![i]!);
      const value = values[i]!;
      return { ...pair, overall: value, se, ci_l: value - z * se, ci_u: value + z * se, cv: se / value };
    }),
    n_unweighted: pairs.map((pair, i) => ({ ...pair, Freq: n[i] })),
    vcov_order: order,
    vcov: covariance,
  });
});

function contrastRecord(contrast: Contrast, df: number) {
  const { t, p } = tTest(contrast, df);
  return { est: contrast.estimate, se: contrast.se, t, df, p_t: p, p_z: normalTwoSided(t) };
}

it('f02-differences', () => {
  const { one, table, design } = open('f02-differences');
  const df = degreesOfFreedom(design);
  const overall = table.numbers('overall');
  const counties = domainsBy(table.text('county'));
  const c = domainMeans(design, overall, counties);
  const audiences = domainsBy(table.text('audience'));
  const a = domainMeans(design, overall, audiences);
  const rest = domainMeans(
    design,
    overall,
    domainsBy(
      table.text('county').map((name) => String(name === 'C04')),
      ['true', 'false'],
    ),
  );
  const against = (k: number) => c.values.map((_, i) => (i === k ? 1 : i === 0 ? -1 : 0));
  const vs = counties.labels.slice(1).map((name, i) => ({
    name: `${name}-C01`,
    record: contrastRecord(linearContrast(against(i + 1), c.values, c.covariance), df),
  }));
  const named = (values: number[]) => Object.fromEntries(vs.map(({ name }, i) => [name, values[i]]));
  const raw = vs.map(({ record }) => record.p_t);
  const on = (weights: Record<string, number>) =>
    contrastRecord(
      linearContrast(
        audiences.labels.map((label) => weights[label] ?? 0),
        a.values,
        a.covariance,
      ),
      df,
    );
  const ratio = ratioContrast(
    audiences.labels.indexOf('teacher'),
    audiences.labels.indexOf('parent'),
    a.values,
    a.covariance,
  );
  agree(one, {
    vs_C01: Object.fromEntries(vs.map(({ name, record }) => [name, record])),
    p_raw: named(raw),
    p_BH: named(adjustPValues(raw, 'benjamini-hochberg')),
    p_holm: named(adjustPValues(raw, 'holm')),
    p_bonferroni: named(adjustPValues(raw, 'bonferroni')),
    p_BY: named(adjustPValues(raw, 'benjamini-yekutieli')),
    p_hochberg: named(adjustPValues(raw, 'hochberg')),
    teacher_minus_parent: on({ teacher: 1, parent: -1 }),
    average_of_audiences: on({ teacher: 1 / 3, parent: 1 / 3, student: 1 / 3 }),
    ratio_teacher_parent: { est: ratio.estimate, se: ratio.se },
    counties_v_domain_vcov: c.covariance,
    C04_v_rest: contrastRecord(linearContrast([1, -1], rest.values, rest.covariance), df),
  });
});

it('f03-ttest', () => {
  const { one, table, design } = open('f03-ttest');
  const overall = table.numbers('overall');
  const record = (contrast: Contrast, df: number) => {
    const { t, p } = tTest(contrast, df);
    const half = tQuantile(0.975, df) * contrast.se;
    return {
      statistic: t,
      parameter: [df],
      p,
      estimate: [contrast.estimate],
      ci: [contrast.estimate - half, contrast.estimate + half],
    };
  };
  const two = (
    of: Design,
    y: Float64Array,
    labels: string[],
    order: string[],
    isIn = (_: number) => true,
  ) => {
    const codes = codesOf(labels, order).map((code, r) => (isIn(r) ? code : -1));
    const { values, covariance } = domainMeans(of, y, { codes, size: 2 });
    return record(linearContrast([-1, 1], values, covariance), degreesOfFreedom(of, isIn) - 1);
  };
  const schools = Table.read('data/apiclus1.csv');
  const api = designOf(schools, { ids: ['dnum'], weights: 'pw', fpc: ['fpc'] } satisfies CaseDesign);
  const [audience, county] = ['audience', 'county'].map((name) => table.text(name));
  const whole = domainMeans(
    design,
    overall.map((x) => x - 3.5),
    { codes: new Int32Array(design.size), size: 1 },
  );
  agree(one, {
    sex: two(design, overall, table.text('sex'), ['女', '男']),
    teacher_parent: two(design, overall, audience!, ['parent', 'teacher'], (r) => audience![r] !== 'student'),
    urban_rural_C06: two(design, overall, table.text('ur'), ['城区', '乡村'], (r) => county![r] === 'C06'),
    one_sample_mu: record(
      { estimate: whole.values[0]!, se: Math.sqrt(whole.covariance[0]![0]!) },
      degreesOfFreedom(design) - 1,
    ),
    api: two(api, schools.numbers('api00'), schools.text('sch.wide'), ['No', 'Yes']),
  });
});

function independence(design: Design, row: string[], column: string[]) {
  const rows = [...new Set(row)].filter((label) => label !== '').sort();
  const columns = [...new Set(column)].filter((label) => label !== '').sort();
  const table = twoWayTable(
    design,
    codesOf(row, rows),
    codesOf(column, columns),
    rows.length,
    columns.length,
  );
  const tests = independenceTests(table);
  const record = (test: IndependenceTest | null) =>
    test && {
      statistic: test.statistic,
      parameter: test.df === null ? null : test.ddf === null ? [test.df] : [test.df, test.ddf],
      p: test.p,
    };
  return {
    F: record(tests.f),
    Chisq: record(tests.chiSquared),
    Wald: record(tests.wald),
    adjWald: record(tests.adjustedWald),
    saddlepoint: record(tests.saddlepoint),
  };
}

it('f04-chisq', () => {
  const { one, table, design } = open('f04-chisq');
  const satisfaction = Array.from(table.numbers('overall'), (x) =>
    Number.isNaN(x) ? '' : x >= 4 ? 'sat' : x === 3 ? 'mid' : 'dis',
  );
  agree(one, {
    sat_sex: independence(design, satisfaction, table.text('sex')),
    sat_audience: independence(design, satisfaction, table.text('audience')),
    sat_county: independence(design, satisfaction, table.text('county')),
  });
});

it('f05-chisq-api', () => {
  const { one, table, design } = open('f05-chisq-api');
  const crossed = ['E', 'H', 'M'].flatMap((type) => ['No', 'Yes'].map((wide) => `${wide}.${type}`));
  const cells = indicatorsOf('interaction(sch.wide, stype)', table.labels('sch.wide', 'stype'), crossed);
  const total = totalsOf(design, cells);
  agree(one, {
    clus1_schwide_stype: independence(design, table.text('sch.wide'), table.text('stype')),
    clus1_comp_awards: independence(design, table.text('comp.imp'), table.text('awards')),
    table: { total, prop: meansOf(design, cells) },
  });
});

it('f06-chisq-strat', () => {
  const { one, table, design } = open('f06-chisq-strat');
  agree(one, independence(design, table.text('comp.imp'), table.text('awards')));
});

it('f07-anova-wald', () => {
  const { one, table, design } = open('f07-anova-wald');
  const counties = [...new Set(table.text('county'))].sort();
  const others = Object.values(indicatorsOf('county', table.text('county'), counties.slice(1)));
  const model = fitLinear(design, table.numbers('overall'), [
    new Float64Array(design.size).fill(1),
    ...others,
  ]);
  const at = others.map((_, i) => i + 1);
  const wald = waldTest(
    at.map((i) => model.coefficients[i]!),
    at.map((i) => Float64Array.from(at, (j) => model.covariance[i]![j]!)),
    model.df,
  );
  agree(one, {
    F: [[wald.f]],
    df: wald.df,
    ddf: wald.ddf,
    p: wald.p,
    chisq: [[wald.chiSquared]],
    p_chisq: wald.pChiSquared,
    glm: regressionRecord(model, ['(Intercept)', ...counties.slice(1).map((name) => `county${name}`)]),
  });
});

it('f08-pairwise-45', () => {
  const { one, table, design } = open('f08-pairwise-45');
  const df = degreesOfFreedom(design);
  const counties = domainsBy(table.text('county'));
  const { values, covariance } = domainMeans(design, table.numbers('overall'), counties);
  const pairs = counties.labels.flatMap((a, i) =>
    counties.labels.slice(i + 1).map((b, k) => ({ a, b, i, j: i + 1 + k })),
  );
  const rows = pairs.map(({ a, b, i, j }) => {
    const difference = linearContrast(
      values.map((_, k) => (k === i ? 1 : k === j ? -1 : 0)),
      values,
      covariance,
    );
    const t = difference.estimate / difference.se;
    return { a, b, diff: difference.estimate, se: difference.se, t, p: tTwoSided(t, df) };
  });
  const p = rows.map((row) => row.p);
  const bh = adjustPValues(p, 'benjamini-hochberg');
  const holm = adjustPValues(p, 'holm');
  agree(one, { df, rows: rows.map((row, i) => ({ ...row, p_BH: bh[i], p_holm: holm[i] })) });
});

it('f09-two-waves', () => {
  const one = readCase('f09-two-waves');
  const designs = one.design as unknown as { wave1: CaseDesign; wave2: CaseDesign };
  const county = ['C01', 'C04', 'C08'];
  const wave = (file: string, of: CaseDesign, isIn: (audience: string) => boolean) => {
    const table = Table.read(file);
    const audience = table.text('audience');
    const labels = table.text('county').map((name, r) => (isIn(audience[r]!) ? name : ''));
    const { values, covariance } = domainMeans(
      designOf(table, of),
      table.numbers('overall'),
      domainsBy(labels, county),
    );
    return values.map((estimate, i): Contrast => ({ estimate, se: Math.sqrt(covariance[i]![i]!) }));
  };
  const before = wave('data/county.csv', designs.wave1, (audience) => audience !== 'student');
  const after = wave('data/county2s.csv', designs.wave2, () => true);
  const changes = before.map((each, i) => changeBetweenWaves(each, after[i]!));
  const z = changes.map(({ estimate, se }) => estimate / se);
  agree(one, {
    county,
    wave1: before.map(({ estimate }) => estimate),
    wave2: after.map(({ estimate }) => estimate),
    diff: changes.map(({ estimate }) => estimate),
    se: changes.map(({ se }) => se),
    z,
    p_z: z.map(normalTwoSided),
  });
});
