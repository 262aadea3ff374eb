import type { School } from '@mingjian/contract/registry';
import { proportionalProbabilities, selectSystematically } from '@mingjian/statistics';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { CellFrame } from './cell-frame';
import { simpleRandomSample } from './simple-random-sample';

/** A drawn school with what the first stage leaves to the weights. */
export type DrawnSchool = { school: School } & Pick<
  CellFrame,
  'schoolsInStratum' | 'schoolsDrawn' | 'certain' | 'schoolWeight'
>;

/** 简单随机抽样 of `take` schools. */
export function selectEqually(
  schools: readonly School[],
  take: number,
  random: RandomGenerator,
): DrawnSchool[] {
  return simpleRandomSample(schools, take, random).map((school) => ({
    school,
    schoolsInStratum: schools.length,
    schoolsDrawn: take,
    certain: false,
    schoolWeight: schools.length / take,
  }));
}

/**
 * PPS 系统抽样 of `take` schools with chances proportional to pupils, along the schools from large to small, which
 * spreads the sample over the sizes. A school whose chance would pass 1 is taken with certainty, and the others share
 * what remains. A school without pupils counts as one of one pupil, since its teachers are to be reached, too.
 */
export function selectBySize(
  schools: readonly School[],
  take: number,
  random: RandomGenerator,
): DrawnSchool[] {
  const ordered = [...schools].sort((a, b) => b.pupils - a.pupils || (a.code < b.code ? -1 : 1));
  const sizes = Float64Array.from(ordered, ({ pupils }) => Math.max(1, pupils));
  const chances = proportionalProbabilities(sizes, take);
  const drawn = selectSystematically(chances, uniformFloat64(random)).map((at) => ({
    school: ordered[at] as School,
    chance: chances[at] ?? 1,
  }));
  const certain = drawn.filter(({ chance }) => chance === 1).length;
  const others = drawn.length - certain;
  const chanceOfOthers = drawn.reduce((sum, { chance }) => sum + (chance === 1 ? 0 : chance), 0);
  return drawn.map(({ school, chance }) =>
    chance === 1
      ? { school, schoolsInStratum: certain, schoolsDrawn: certain, certain: others > 0, schoolWeight: 1 }
      : {
          school,
          schoolsInStratum: (others * others) / chanceOfOthers,
          schoolsDrawn: others,
          certain: false,
          schoolWeight: 1 / chance,
        },
  );
}
