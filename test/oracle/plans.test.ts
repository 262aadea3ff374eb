import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readColumns } from '../../apps/cli/src/csv/columns';
import {
  estimationPlan,
  type EstimationPlan,
  type EstimationReply,
  type PlannedEstimate,
} from '../../libs/contract/src/estimation';
import { columnNeeds, runPlan } from '../../libs/core/src/aggregation/plan';
import { unlikeR } from './differences';

type Answer = EstimationReply['estimates'][number];
/** What R's survey package gives for a plan, null where it gives no number. */
type Recorded = Pick<EstimationReply, 'weights'> & { estimates: Omit<Answer, 'reason'>[] };

const folder = join(import.meta.dirname, 'plans');
const read = (...path: string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as unknown;

it.each(readdirSync(folder))("answers the plan %s with R's numbers", (name) => {
  const plan = estimationPlan.parse(read(name, 'plan.json'));
  const recorded = read(name, 'r.json') as Recorded;
  const { reply } = runPlan(plan, readColumns(join(folder, name, plan.data), columnNeeds(plan)));
  const tolerance = plan.calibration ? 1e-6 : 1e-8;
  const faults: string[] = [];
  const hold = (what: string, got: number | null, wanted: number | null, within: number) => {
    if (got === null || wanted === null ? got !== wanted : Math.abs(got - wanted) > within)
      faults.push(`${what}: ${got}, R has ${wanted}`);
  };
  for (const [key, wanted] of Object.entries(recorded.weights))
    hold(`weights.${key}`, reply.weights[key as keyof Recorded['weights']], wanted, tolerance * wanted);
  // R lists groups outside of a condition too, with nobody in them.
  const asked = recorded.estimates.filter(({ n, by, id }) => n > 0 || answerOf(reply, id, by) !== undefined);
  expect(asked).toHaveLength(reply.estimates.length);
  for (const wanted of asked) {
    const got = answerOf(reply, wanted.id, wanted.by);
    const what = `${wanted.id} ${JSON.stringify(wanted.by)}`;
    hold(`${what} n`, got?.n ?? null, wanted.n, 0);
    if (!got || unlikeR.some(({ where }) => where(got))) continue;
    const planned = plannedOf(plan, wanted.id);
    const within = (value: number | null) =>
      tolerance * Math.max(Math.abs(value ?? 0), 1e-3 * scaleOf(wanted));
    for (const field of ['estimate', 'se', 'df'] as const)
      hold(`${what} ${field}`, got[field], wanted[field], within(wanted[field]));
    hold(`${what} deff`, got.deff, meaningful(wanted.deff), within(wanted.deff));
    for (const end of [0, 1])
      hold(
        `${what} ci[${end}]`,
        got.ci?.[end] ?? null,
        wanted.ci?.[end] ?? null,
        intervalTolerance(planned) * scaleOf(wanted) + within(wanted.ci?.[end] ?? null),
      );
  }
  expect(faults).toEqual([]);
});

function answerOf(reply: EstimationReply, id: string, by: Record<string, string>): Answer | undefined {
  return reply.estimates.find(
    (each) => each.id === id && Object.entries(by).every(([name, value]) => each.by[name] === value),
  );
}

function plannedOf(plan: EstimationPlan, id: string): PlannedEstimate {
  return plan.estimates.find((each) => each.id === id)!;
}

/** R divides by a variance of zero up to rounding, or by a negative one where weights add up to less than the sample. */
const meaningful = (deff: number | null) => (deff !== null && deff >= 0 && deff < 1e9 ? deff : null);

const scaleOf = ({ estimate }: { estimate: number | null }) => Math.abs(estimate ?? 0);

/** R takes `logit` from a model that it fits to about 1e-8, and interpolates the profile of `likelihood`. */
function intervalTolerance(planned: PlannedEstimate): number {
  if (planned.statistic !== 'proportion') return 0;
  const { interval = 'logit' } = planned;
  return interval === 'likelihood' ? 3e-3 : interval === 'logit' ? 1e-6 : 0;
}
