import { expect, it } from 'vitest';
import {
  adjustForNonresponse,
  degreesOfFreedom,
  eligibleShare,
  kish,
  responseRates,
  type Design,
} from '@mingjian/statistics';
import { readCase } from './support/compare';
import { meansOf, weightsOf } from './support/extract';
import { agree } from './support/report';
import { codesOf, designOf, domainsBy, Table } from './support/table';

function kishRecord(weight: Float64Array) {
  const { n, effectiveN, deff } = kish(weight, new Float64Array(weight.length).fill(1));
  return { n, n_eff: effectiveN, deff_w: deff, cv2: deff - 1 };
}

it('i01-kish', () => {
  const one = readCase('i01-kish');
  const table = Table.read('data/county.csv');
  const weight = table.numbers('w');
  const by = (name: string) => {
    const { codes, labels } = domainsBy(table.text(name));
    return Object.fromEntries(
      labels.map((label, i) => [label, kishRecord(weight.filter((_, r) => codes[r] === i))]),
    );
  };
  agree(one, {
    all: kishRecord(weight),
    by_county: by('county'),
    by_audience: by('audience'),
    api_strat: kishRecord(Table.read('data/apistrat.csv').numbers('pw')),
  });
});

it('i02-aapor', () => {
  const one = readCase('i02-aapor');
  const expected = one.expected as Record<string, { input: Record<string, number> }>;
  const rates = (input: Record<string, number>) => ({
    input,
    ...responseRates({
      complete: input['I']!,
      partial: input['P']!,
      refusal: input['R']!,
      nonContact: input['NC']!,
      other: input['O']!,
      unknownHousehold: input['UH']!,
      unknownOther: input['UO']!,
      eligibleShare: input['e']!,
    }),
  });
  const inputs = one.expected['e_inputs'] as { eligible: number; ineligible: number };
  agree(one, {
    ...Object.fromEntries(
      ['phone', 'no_partials', 'web_panel', 'zero_interviews'].map((name) => [
        name,
        rates(expected[name]!.input),
      ]),
    ),
    e_estimated: eligibleShare(inputs.eligible, inputs.ineligible),
    e_inputs: inputs,
  });
});

it('i03-nonresponse-classes', () => {
  const one = readCase('i03-nonresponse-classes');
  const table = Table.read('data/nonresponse.csv');
  const d = table.numbers('d');
  const answered = Uint8Array.from(table.numbers('resp'));
  const classes = [...new Set(table.text('cls'))].sort();
  const classOf = codesOf(table.text('cls'), classes);
  const weighted = adjustForNonresponse(d, classOf, answered, classes.length);
  const unweighted = adjustForNonresponse(d, classOf, answered, classes.length, 'unweighted');
  const respondents = table.filter((r) => answered[r] === 1);
  const weight = weighted.weight.filter((w) => w > 0);
  const design: Design = { ...designOf(respondents, { ids: ['psu'], strata: ['stratum'] }), weight };
  const mean = meansOf(design, { y: respondents.numbers('y') }, { df: degreesOfFreedom(design) });
  const named = (values: (number | null)[]) =>
    Object.fromEntries(classes.map((name, i) => [name, values[i]]));
  const sum = (values: Float64Array) => values.reduce((total, w) => total + w, 0);
  agree(one, {
    rate_weighted: named(weighted.rate),
    rate_unweighted: named(unweighted.rate),
    factor_weighted: named(weighted.factor),
    factor_unweighted: named(unweighted.factor),
    weights: weightsOf(weight),
    weights_unweighted_rate_sum: sum(unweighted.weight),
    sum_design: sum(d),
    mean_treating_weights_fixed: mean,
    kish: kishRecord(weight),
  });
  const file = Table.read('weights/i03.csv').numbers('w');
  file.forEach((w, r) => expect(Math.abs(weight[r]! / w - 1)).toBeLessThan(1e-12));
});
