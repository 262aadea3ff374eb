import { parseArgs } from 'node:util';
import { samplingPlan, type SamplingPlan } from '@mingjian/contract/distribution';
import { drawSample, type CellFrame } from '@mingjian/core/distribution';
import { estimateAudience } from '@mingjian/core/aggregation';
import { coverageOf, type ComparableEstimate, type Coverage } from '../demo/coverage';
import { exclusionReasons } from '../demo/exclusion-reasons';
import { buildPopulation } from '../demo/population';
import { demoCounties } from '../demo/population/counties';
import { groupBy } from '../demo/population/group-by';
import type { ResponseModel } from '../demo/population/people';
import { demoSurveys, itemsByAudience } from '../demo/population/questions';
import { answersOf } from '../demo/population/submission';
import { unweightedEstimates, type Answered } from '../demo/unweighted';

/** What a 95% interval must do on average over seeds where nonresponse depends on the margins alone. */
const HONEST = [0.92, 0.98] as const;
/** How much worse weights of 1 have to be, and satisfaction-driven response, in shares of the intervals. */
const VISIBLY = 0.05;

interface SeedCoverage {
  invited: number;
  answered: number;
  weighted: Coverage;
  unweighted: Coverage;
}

/**
 * How often do 95% intervals hold the truth? Invents a city, draws, lets people answer, estimates and compares, for many
 * seeds and both models of who answers. No network: the sample, the screens and the estimates are core's own rules.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '20' },
      model: { type: 'string', default: 'both' },
      responses: { type: 'string' },
      selection: { type: 'string', default: 'equal' },
    },
  });
  const seeds = Number(values.seeds);
  const responses = values.responses === undefined ? undefined : Number(values.responses);
  const models: ResponseModel[] = (['margins', 'hostile'] as const).filter(
    (model) => values.model === 'both' || values.model === model,
  );
  const selection = samplingPlan.shape.selection.safeParse(values.selection).data;
  if (!Number.isInteger(seeds) || seeds < 1 || models.length === 0 || Number.isNaN(responses) || !selection) {
    process.stderr.write(
      '用法 Usage: bench coverage [--seeds 20] [--model both|margins|hostile] [--responses N] [--selection equal|pps]\n',
    );
    return 2;
  }
  const averages = new Map<ResponseModel, { weighted: number; unweighted: number }>();
  for (const model of models) {
    const ofModel: SeedCoverage[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const one = coverageOfSeed(seed, model, selection, responses);
      ofModel.push(one);
      process.stdout.write(`${lineOf(`${model} seed ${seed}`, one)}\n`);
    }
    const mean = (of: (one: SeedCoverage) => number) =>
      ofModel.reduce((sum, one) => sum + of(one), 0) / seeds;
    averages.set(model, {
      weighted: mean((one) => one.weighted.share),
      unweighted: mean((one) => one.unweighted.share),
    });
    process.stdout.write(
      `${model}: mean coverage weighted ${percent(mean((one) => one.weighted.share))}, weights 1 ${percent(
        mean((one) => one.unweighted.share),
      )}; mean bias ${mean((one) => one.weighted.bias).toFixed(2)} and ${mean((one) => one.unweighted.bias).toFixed(2)} points\n`,
    );
  }
  const honest = averages.get('margins');
  const hostile = averages.get('hostile');
  if (hostile)
    process.stdout.write(
      '满意度本身决定谁作答时，加权无济于事，区间不能防范 · when satisfaction itself decides who answers, weighting does not help and the intervals give no protection\n',
    );
  const weighted = honest?.weighted ?? 0;
  const unweighted = honest?.unweighted ?? 0;
  const met =
    honest !== undefined &&
    hostile !== undefined &&
    weighted >= HONEST[0] &&
    weighted <= HONEST[1] &&
    weighted - unweighted >= VISIBLY &&
    weighted - hostile.weighted >= VISIBLY;
  const verdict = {
    bench: 'coverage',
    ratio: unweighted === 0 ? 0 : round(weighted / unweighted),
    met,
    seeds,
    selection,
    weighted: round(weighted),
    unweighted: round(unweighted),
    hostile: hostile ? { weighted: round(hostile.weighted), unweighted: round(hostile.unweighted) } : null,
  };
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
  return 0;
}

/** One invented city, drawn, answered and estimated: how its intervals compare with what is true of it. */
export function coverageOfSeed(
  seed: number,
  model: ResponseModel,
  selection: SamplingPlan['selection'],
  responses: number | undefined,
): SeedCoverage {
  const population = buildPopulation({ seed, model, ...(responses === undefined ? {} : { responses }) });
  const answered: Answered[] = [];
  let invited = 0;
  const cells = drawSample(population.schools, { ...population.samplingPlan, selection }).map(
    (drawn, index) => {
      const cell: CellFrame = { ...drawn, id: String(index) };
      const people = population.invite(drawn.audience, drawn.schoolCode, drawn.className, drawn.invited);
      invited += people.length;
      for (const person of people)
        if (person.responds) answered.push({ person, cellId: cell.id, sent: answersOf(seed, person) });
      return cell;
    },
  );
  const estimates: ComparableEstimate[] = [];
  const byPart = groupBy(answered, ({ person }) => `${person.countyCode}|${person.audience}`);
  for (const { code: countyCode } of demoCounties)
    for (const { audience } of demoSurveys) {
      const numbers = estimateAudience({
        countyCode,
        audience,
        items: itemsByAudience[audience],
        cells: cells.filter((cell) => cell.countyCode === countyCode && cell.audience === audience),
        answers: (byPart.get(`${countyCode}|${audience}`) ?? []).map(({ cellId, sent }) => ({
          cellId,
          answers: sent.answers,
          durations: sent.durations,
        })),
        margins: population.margins.filter(
          (margin) => margin.countyCode === countyCode && margin.audience === audience,
        ),
        plan: population.weightingPlan,
        exclusions: [[...exclusionReasons]],
      });
      for (const { measure, cut, scope, key, estimate, se, ci } of numbers.estimates)
        if (measure === 'index' && cut === '')
          estimates.push({ countyCode, audience, scope, key, estimate, se, ci });
    }
  return {
    invited,
    answered: answered.length,
    weighted: coverageOf(estimates, population.truths),
    unweighted: coverageOf(
      unweightedEstimates(answered, itemsByAudience, population.weightingPlan.screens, [exclusionReasons]),
      population.truths,
    ),
  };
}

function lineOf(title: string, { invited, answered, weighted, unweighted }: SeedCoverage): string {
  const audiences = Object.entries(weighted.byAudience).map(
    ([audience, share]) => `${audience} ${percent(share)}`,
  );
  return (
    `${title}: ${answered} of ${invited} answered; weighted ${percent(weighted.share)} of ${weighted.intervals} ` +
    `(${audiences.join(', ')}; ±${weighted.halfWidth.toFixed(2)}, bias ${weighted.bias.toFixed(2)}, without ${weighted.without}); ` +
    `weights 1 ${percent(unweighted.share)} (±${unweighted.halfWidth.toFixed(2)}, bias ${unweighted.bias.toFixed(2)})`
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
