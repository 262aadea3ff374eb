import { it } from 'vitest';
import {
  correlationOf,
  degreesOfFreedom,
  estimateCovariance,
  fitLinear,
  fitLogistic,
  shapleyImportance,
  waldTest,
  type Design,
  type FittedModel,
} from '@mingjian/statistics';
import { readCase, type OracleCase } from './support/compare';
import { regressionRecord } from './support/regression';
import { agree } from './support/report';
import { designOf, Table } from './support/table';
import { indicatorsOf } from './support/statistics';

function open(id: string): { one: OracleCase; table: Table; design: Design } {
  const one = readCase(id);
  const table = Table.read(one.data[0]!);
  return { one, table, design: designOf(table, one.design) };
}

const drivers = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8'];

/** Wald test of some coefficients of a model. */
function waldOf(model: FittedModel, at: number[]) {
  const { f, df, ddf, p } = waldTest(
    at.map((i) => model.coefficients[i]!),
    at.map((i) => Float64Array.from(at, (j) => model.covariance[i]![j]!)),
    model.df,
  );
  return { F: [[f]], df, ddf, p };
}

const ones = (design: Design) => new Float64Array(design.size).fill(1);

it('g01-keydriver-linear', () => {
  const { one, table, design } = open('g01-keydriver-linear');
  const names = ['overall', ...drivers];
  const columns = names.map((name) => table.numbers(name));
  const { n, means, covariance } = estimateCovariance(design, columns);
  const sd = covariance.map((row, i) => Math.sqrt(row[i]!));
  const [outcome, ...others] = columns;
  const model = fitLinear(design, outcome!, [ones(design), ...others]);
  const [z, ...zs] = columns.map((column, i) => column.map((value) => (value - means[i]!) / sd[i]!));
  const standardised = fitLinear(design, z!, [ones(design), ...zs]);
  const named = (values: ArrayLike<number>) => Object.fromEntries(names.map((name, i) => [name, values[i]]));
  let unexplained = 0;
  let all = 0;
  for (let r = 0; r < design.size; r++) {
    if (columns.some((column) => Number.isNaN(column[r]!))) continue;
    unexplained += design.weight[r]! * model.residuals[r]! ** 2;
    all += design.weight[r]! * (outcome![r]! - means[0]!) ** 2;
  }
  const inIt = (r: number) => columns.every((column) => !Number.isNaN(column[r]!));
  const wald = waldOf(
    model,
    drivers.map((_, i) => i + 1),
  );
  const expected = one.expected as { wald_all: { F: unknown } };
  agree(one, {
    n,
    degf: degreesOfFreedom(design, inIt),
    weighted_mean: named(means),
    weighted_sd: named(sd),
    raw: regressionRecord(model, ['(Intercept)', ...drivers]),
    standardised: regressionRecord(standardised, ['(Intercept)', ...drivers.map((name) => `z_${name}`)]),
    beta_from_raw: drivers.map((_, i) => (model.coefficients[i + 1]! * sd[i + 1]!) / sd[0]!),
    r_squared_weighted: 1 - unexplained / all,
    wald_all: Array.isArray(expected.wald_all.F) ? wald : { ...wald, F: wald.F[0]![0] },
  });
});

it('g02-glm-api', () => {
  const { one, table, design } = open('g02-glm-api');
  const names = ['ell', 'meals', 'mobility'];
  const columns = [ones(design), ...names.map((name) => table.numbers(name))];
  const wide = Float64Array.from(table.text('sch.wide'), (label) => (label === 'Yes' ? 1 : 0));
  agree(one, {
    gaussian: regressionRecord(fitLinear(design, table.numbers('api00'), columns), ['(Intercept)', ...names]),
    logistic: regressionRecord(fitLogistic(design, wide, columns), ['(Intercept)', ...names]),
  });
});

it('g03-glm-strat', () => {
  const { one, table, design } = open('g03-glm-strat');
  const names = ['ell', 'meals', 'mobility'];
  const api = table.numbers('api00');
  const meals = table.numbers('meals');
  const plain = fitLinear(design, api, [ones(design), ...names.map((name) => table.numbers(name))]);
  const types = Object.values(indicatorsOf('stype', table.text('stype'), ['H', 'M']));
  const crossed = fitLinear(design, api, [
    ones(design),
    ...types,
    meals,
    ...types.map((type) => type.map((value, r) => value * meals[r]!)),
  ]);
  const wald = waldOf(crossed, [4, 5]);
  const expected = one.expected as { factor_term: { wald_interaction: { F: unknown } } };
  agree(one, {
    gaussian: regressionRecord(plain, ['(Intercept)', ...names]),
    factor_term: {
      ...regressionRecord(crossed, [
        '(Intercept)',
        'stypeH',
        'stypeM',
        'meals',
        'stypeH:meals',
        'stypeM:meals',
      ]),
      wald_interaction: Array.isArray(expected.factor_term.wald_interaction.F)
        ? wald
        : { ...wald, F: wald.F[0]![0] },
    },
  });
});

it('g04-correlation', () => {
  const { one, table, design } = open('g04-correlation');
  const order = ['overall', ...drivers];
  const columns = order.map((name) => table.numbers(name));
  const { n, covariance, se } = estimateCovariance(design, columns);
  const equal = { ...design, weight: ones(design) };
  agree(one, {
    order,
    n,
    cov: covariance,
    cov_se: se,
    cor: correlationOf(covariance),
    pearson_unweighted: correlationOf(estimateCovariance(equal, columns).covariance),
  });
});

it('g05-importance-shapley', () => {
  const { one, table, design } = open('g05-importance-shapley');
  const names = ['q1', 'q2', 'q3', 'q4'];
  const { n, covariance } = estimateCovariance(
    design,
    ['overall', ...names].map((name) => table.numbers(name)),
  );
  const { rSquared, shapley } = shapleyImportance(correlationOf(covariance));
  const named = (of: (i: number) => number) => Object.fromEntries(names.map((name, i) => [name, of(i)]));
  agree(one, {
    n,
    r2: rSquared,
    shapley: named((i) => shapley[i]!),
    share: named((i) => shapley[i]! / rSquared),
  });
});
