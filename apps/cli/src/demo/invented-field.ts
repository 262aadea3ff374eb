import { drawSample, type CellFrame } from '@mingjian/core/distribution';
import type { AudienceInput } from '@mingjian/core/aggregation';
import { exclusionReasons } from './exclusion-reasons';
import { buildPopulation } from './population';
import { demoCounties } from './population/counties';
import { demoSurveys, itemsByAudience } from './population/questions';
import { answersOf } from './population/submission';

/** What a run over the demo's made-up city would aggregate, county by county and audience by audience, without servers. */
export function inventedField(seed: number, responses?: number): AudienceInput[] {
  const population = buildPopulation({
    seed,
    model: 'margins',
    ...(responses === undefined ? {} : { responses }),
  });
  const parts = new Map<
    string,
    AudienceInput & { cells: CellFrame[]; answers: AudienceInput['answers'][number][] }
  >();
  for (const { code: countyCode } of demoCounties)
    for (const { audience } of demoSurveys)
      parts.set(`${countyCode} ${audience}`, {
        countyCode,
        audience,
        items: itemsByAudience[audience],
        cells: [],
        answers: [],
        margins: population.margins.filter(
          (margin) => margin.countyCode === countyCode && margin.audience === audience,
        ),
        plan: population.weightingPlan,
        exclusions: [[...exclusionReasons]],
      });
  drawSample(population.schools, population.samplingPlan).forEach((drawn, index) => {
    const part = parts.get(`${drawn.countyCode} ${drawn.audience}`);
    if (!part) return;
    const cell: CellFrame = { ...drawn, id: String(index) };
    part.cells.push(cell);
    for (const person of population.invite(
      drawn.audience,
      drawn.schoolCode,
      drawn.className,
      drawn.invited,
    )) {
      if (!person.responds) continue;
      const { answers, durations } = answersOf(seed, person);
      part.answers.push({ cellId: cell.id, answers, durations });
    }
  });
  return [...parts.values()];
}
