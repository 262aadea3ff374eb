import { parseArgs } from 'node:util';
import type { SamplingPlan } from '@mingjian/contract/distribution';
import { drawSample, expectedPrecision, strataRows } from '@mingjian/core/distribution';
import { buildPopulation } from '../demo/population';
import { demoCounties } from '../demo/population/counties';

/** How far a frequency may lie from its chance, in standard errors; of some 700 schools one in 16,000 passes it by luck. */
const FARTHEST = 4;

/**
 * Does the draw keep what it promises? Draws the demo's frame with equal chances and in proportion to size, holds
 * Σ 1/π and Σ pupils/π against the frame by stratum, and counts how often each school comes over many draws.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { seed: { type: 'string', default: '1' }, draws: { type: 'string', default: '10000' } },
  });
  const draws = Number(values.draws);
  const { schools, samplingPlan } = buildPopulation({ seed: Number(values.seed) });
  const pps: SamplingPlan = {
    ...samplingPlan,
    selection: 'pps',
    allocation: { rule: 'proportional', schoolsPerCounty: 16 },
    takeAllUpTo: 3,
    minimumPerStratum: 2,
  };
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`frame: ${schools.length} schools of ${demoCounties.length} counties, seed ${values.seed}`);

  let farthestSum = 0;
  for (const [name, plan] of [
    ['equal', samplingPlan],
    ['pps', pps],
  ] as const) {
    const cells = drawSample(schools, plan);
    say(`\n${name}: county stage area | schools N n | π | Σ1/π | pupils, Σpupils/π`);
    for (const row of strataRows(cells)) {
      const [sum, whole] =
        name === 'equal'
          ? [row.expanded, row.schoolsInFrame]
          : [row.expandedPupils, Math.max(1, row.pupilsInFrame)];
      farthestSum = Math.max(farthestSum, Math.abs(sum / whole - 1));
      say(
        [
          `${row.countyCode} ${row.stage} ${row.area}`,
          `${row.schoolsInFrame} ${row.schoolsDrawn}`,
          `${row.inclusionProbability.toFixed(3)}–${row.largestProbability.toFixed(3)}`,
          row.expanded.toFixed(2),
          `${row.pupilsInFrame} ${row.expandedPupils.toFixed(0)}`,
        ].join(' | '),
      );
    }
    say(`${name}: expected 95% margin of error of the overall index, in points`);
    for (const row of expectedPrecision(cells, plan))
      say(
        `  ${row.countyCode} ${row.audience}: ${row.schools} schools, ${row.invited} invited, deff ${row.deff.toFixed(2)}, ±${row.marginOfError?.toFixed(2) ?? '—'}`,
      );
  }

  const hits = new Map<string, number>();
  const chances = new Map<string, number>();
  for (let seed = 0; seed < draws; seed += 1)
    for (const { schoolCode, schoolWeight } of drawSample(schools, { ...pps, seed }, ['teacher'])) {
      hits.set(schoolCode, (hits.get(schoolCode) ?? 0) + 1);
      chances.set(schoolCode, 1 / schoolWeight);
    }
  const distances = [...chances].map(([code, pi]) => {
    const error = Math.sqrt((pi * (1 - pi)) / draws);
    const distance = Math.abs((hits.get(code) ?? 0) / draws - pi);
    return error === 0 ? (distance === 0 ? 0 : Infinity) : distance / error;
  });
  const farthest = Math.max(...distances);
  say(
    `\nPPS frequencies over ${draws} draws: ${distances.length} schools, farthest ${farthest.toFixed(2)} standard errors`,
  );
  const result = {
    bench: 'sampling',
    ratio: farthest / FARTHEST,
    met: farthest <= FARTHEST && farthestSum < 1e-9,
    schools: distances.length,
    draws,
    farthestStandardErrors: farthest,
    farthestSum,
  };
  say(JSON.stringify(result));
  return result.met ? 0 : 1;
}
