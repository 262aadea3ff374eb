import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, marginTotals, rake, rakeAndTrim, trimWeights } from '../index';
import { marginsOf, people, rowsOf } from './sample.fixture';

const runs = { numRuns: 40 };

describe('calibration', () => {
  it.each(['raking', 'linear', 'logit'] as const)('hits its totals: %s', (method) => {
    fc.assert(
      fc.property(people, (persons) => {
        const sample = rowsOf(persons);
        const given = marginsOf(sample);
        const bounds = { lower: 0.0001, upper: 1000 };
        const { weight } = calibrate(sample.design, given, {
          method,
          ...(method === 'raking' ? {} : { bounds }),
        });
        for (const margin of given)
          marginTotals(weight, sample.design.count, margin).forEach((reached, c) =>
            expect(Math.abs(reached / margin.totals[c]! - 1)).toBeLessThan(1e-8),
          );
      }),
      runs,
    );
  });

  it('keeps every factor within its bounds', () => {
    fc.assert(
      fc.property(people, fc.constantFrom('raking', 'linear', 'logit'), (persons, method) => {
        const sample = rowsOf(persons);
        const { design } = sample;
        // Totals that a factor between 0.5 and 2 can reach: those of weights raised for some.
        const raised = design.weight.map((w, r) => w * (sample.someone[r]!.age === 0 ? 1.6 : 0.8));
        const given = marginsOf(sample).map((margin) => ({
          ...margin,
          totals: marginTotals(raised, design.count, margin),
        }));
        const { weight } = calibrate(design, given, { method, bounds: { lower: 0.5, upper: 2 } });
        weight.forEach((w, r) => {
          expect(w / design.weight[r]!).toBeGreaterThanOrEqual(0.5 - 1e-12);
          expect(w / design.weight[r]!).toBeLessThanOrEqual(2 + 1e-12);
        });
      }),
      runs,
    );
  });

  it('is idempotent: raking what is raked changes nothing', () => {
    fc.assert(
      fc.property(people, (persons) => {
        const sample = rowsOf(persons);
        const { design } = sample;
        const once = rake(design.weight, design.count, marginsOf(sample));
        const twice = rake(once, design.count, marginsOf(sample));
        once.forEach((w, r) => expect(Math.abs(twice[r]! / w - 1)).toBeLessThan(1e-9));
      }),
      runs,
    );
  });

  it('and trimming keep the sum of weights; raking with bounds keeps margins', () => {
    fc.assert(
      fc.property(people, (persons) => {
        const sample = rowsOf(persons);
        const { design } = sample;
        const given = marginsOf(sample);
        const { weight } = rakeAndTrim(design.weight, design.count, given, { lower: 0.2, upper: 5 });
        for (const margin of given)
          marginTotals(weight, design.count, margin).forEach((reached, c) =>
            expect(Math.abs(reached / margin.totals[c]! - 1)).toBeLessThan(1e-6),
          );
        const raked = calibrate(design, given, { method: 'raking' });
        const mean = 1000 / design.size;
        const trimmed = trimWeights(raked, 0.1 * mean, 4 * mean, false).design;
        const sum = (values: Float64Array) => values.reduce((total, w) => total + w, 0);
        expect(sum(trimmed.weight)).toBeCloseTo(sum(raked.weight), 6);
      }),
      runs,
    );
  });
});
