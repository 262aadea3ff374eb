import type { WeightingPlan } from '@mingjian/contract/aggregation';
import type { SamplingPlan } from '@mingjian/contract/distribution';
import type { Margin, School } from '@mingjian/contract/registry';
import type { Audience } from '@mingjian/contract/surveys';
import { buildFrame } from './frame';
import { groupBy } from './group-by';
import { marginsOf } from './margins';
import { buildPeople, type Person, type ResponseModel } from './people';
import { randomStream } from './random';
import { DEFAULT_RESPONSES, samplingPlanFor, scaleFor, weightingPlanFor } from './scale';
import { truthsOf, type Truth } from './truth';

export interface Population {
  seed: number;
  model: ResponseModel;
  schools: School[];
  people: Person[];
  margins: Margin[];
  truths: Truth[];
  samplingPlan: SamplingPlan;
  weightingPlan: WeightingPlan;
  /** The first `count` people of a class, or teachers of a school (className null), in the order codes are handed out. */
  invite(audience: Audience, schoolCode: string, className: string | null, count: number): Person[];
}

/**
 * An invented city with everything about it known. The same seed, number of responses and model give the same city
 * down to the last answer.
 * @param options.responses about how many people answer.
 */
export function buildPopulation(options: {
  seed: number;
  responses?: number;
  model?: ResponseModel;
}): Population {
  const { seed, responses = DEFAULT_RESPONSES, model = 'margins' } = options;
  const scale = scaleFor(responses);
  const schools = buildFrame(seed, scale);
  const people = buildPeople(seed, schools, model);
  const margins = marginsOf(people);
  const keyOf = (audience: Audience, schoolCode: string, className: string | null) =>
    [audience, schoolCode, className ?? ''].join('|');
  const groups = groupBy(people, ({ audience, school, className }) =>
    keyOf(audience, school.code, className),
  );
  return {
    seed,
    model,
    schools,
    people,
    margins,
    truths: truthsOf(people),
    samplingPlan: samplingPlanFor(seed, scale),
    weightingPlan: weightingPlanFor(margins),
    invite: (audience, schoolCode, className, count) => {
      const key = keyOf(audience, schoolCode, className);
      return randomStream(seed, 'invite', key)
        .shuffled(groups.get(key) ?? [])
        .slice(0, count);
    },
  };
}
