import { describe, expect, it } from 'vitest';
import {
  degreesOfFreedom,
  estimateProportion,
  variableOf,
  type Design,
  type InDomain,
  type ProportionMethod,
} from '@mingjian/statistics';
import { readCase } from './support/compare';
import { everyone } from './support/extract';
import { agree } from './support/report';
import { designOf, Table } from './support/table';

const methods: ProportionMethod[] = ['logit', 'likelihood', 'beta', 'xlogit', 'mean', 'asin'];

/** The oracle's `cip`: a proportion by every method, and two by another level. */
function allMethods(design: Design, isCounted: Float64Array, inDomain: InDomain = everyone) {
  const variable = variableOf(isCounted);
  const by = (method: ProportionMethod, level: number) => {
    const { estimate, se, ci, df } = estimateProportion(design, variable, inDomain, level, method);
    return { est: estimate, se, ci, df };
  };
  return {
    ...Object.fromEntries(methods.map((method) => [method, by(method, 0.95)])),
    level90_xlogit: by('xlogit', 0.9),
    level99_beta: by('beta', 0.99),
  };
}

const indicator = (values: ArrayLike<string | number>, isCounted: (value: never) => boolean) =>
  Float64Array.from(Array.from(values), (value) => (isCounted(value as never) ? 1 : 0));

describe('one proportion by all methods', () => {
  it.each([
    ['b01-ciprop-srs', 'sch.wide', (value: string) => value === 'No'],
    ['b02-ciprop-strat', 'awards', (value: string) => value === 'Yes'],
    ['b03-ciprop-clus1', 'emer', (value: string) => Number(value) === 0],
  ])('%s', (id, name, isCounted) => {
    const one = readCase(id);
    const table = Table.read(one.data[0]!);
    agree(one, allMethods(designOf(table, one.design), indicator(table.text(name), isCounted)));
  });
});

it('b04-ciprop-county-top2', () => {
  const one = readCase('b04-ciprop-county-top2');
  const whole = Table.read(one.data[0]!);
  const design = designOf(whole, one.design);
  const county = whole.text('county');
  const overall = whole.numbers('overall');
  const isCounted = (test: (value: number) => boolean) =>
    overall.map((value) => (Number.isNaN(value) ? value : test(value) ? 1 : 0));
  const within =
    (name: string): InDomain =>
    (r) =>
      county[r] === name && !Number.isNaN(overall[r]!);
  agree(one, {
    C01: allMethods(
      design,
      isCounted((x) => x >= 4),
      within('C01'),
    ),
    C10: allMethods(
      design,
      isCounted((x) => x >= 4),
      within('C10'),
    ),
    rare_very_dissatisfied_C01: allMethods(
      design,
      isCounted((x) => x === 1),
      within('C01'),
    ),
  });
});

it('b05-ciprop-extreme', () => {
  const one = readCase('b05-ciprop-extreme');
  const table = Table.read(one.data[0]!);
  const design = designOf(table, one.design);
  const api = table.numbers('api00');
  const none = estimateProportion(design, variableOf(api.map((value) => (value > 2000 ? 1 : 0))));
  const all = estimateProportion(design, variableOf(api.map((value) => (value > 0 ? 1 : 0))));
  expect(none).toMatchObject({ estimate: 0, se: null, deff: null, reason: 'all-alike' });
  expect(all).toMatchObject({ estimate: 1, se: null, deff: null, reason: 'all-alike' });
  // Clopper–Pearson: (1 − limit)^n = 5% with n corrected for the degrees of freedom.
  expect(none.ci![0]).toBe(0);
  expect(none.ci![1]).toBeGreaterThan(1 - 0.05 ** (1 / 200));
  expect(none.ci![1]).toBeLessThan(0.0152);
  expect(all.ci![1]).toBe(1);
  expect(all.ci![0]).toBeCloseTo(1 - none.ci![1], 12);
  expect(degreesOfFreedom(design)).toBe(197);
  agree(one, {});
});
