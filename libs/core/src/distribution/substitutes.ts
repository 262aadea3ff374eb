import type { SamplingPlan } from '@mingjian/contract/distribution';
import type { School } from '@mingjian/contract/registry';
import { drawSchools, type DrawnStratum } from './allocation';
import type { DrawnSchool } from './select-schools';

/** How many schools may stand in for a drawn one, one after the other. */
const MOST = 2;

/** A drawn school with those that may stand in for it, in the order in which they are asked. */
export interface DrawnWithSubstitutes extends DrawnSchool {
  substitutes: School[];
}

/** 替换学校 of every drawn school, declared with the draw: the same frame, plan and seed give the same lists. */
export function substituteLists(schools: readonly School[], plan: SamplingPlan): DrawnWithSubstitutes[] {
  return drawSchools(schools, plan).flatMap((stratum) => listsOf(stratum, plan));
}

/**
 * Substitutes come from the same stratum, nearest first along the schools from large to small, where the draw itself
 * goes (TIMSS and PISA take the neighbours of the frame likewise); of two equally near, the smaller. They were not drawn
 * themselves, teach the grades that the drawn one was drawn for, and each stands on one list only. Every drawn school
 * gets its first before any gets its second.
 */
function listsOf({ schools, drawn }: DrawnStratum, plan: SamplingPlan): DrawnWithSubstitutes[] {
  const ordered = [...schools].sort((a, b) => b.pupils - a.pupils || (a.code < b.code ? -1 : 1));
  const places = new Map(ordered.map(({ code }, place) => [code, place]));
  const placeOf = ({ code }: School) => places.get(code) ?? 0;
  const taken = new Set(drawn.map(({ school }) => school.code));
  const lists = drawn
    .map((each): DrawnWithSubstitutes => ({ ...each, substitutes: [] }))
    .sort((a, b) => placeOf(a.school) - placeOf(b.school));
  for (let round = 0; round < MOST; round += 1)
    for (const { school, substitutes } of lists) {
      const distance = (other: School) => Math.abs(placeOf(other) - placeOf(school));
      const [nearest] = ordered
        .filter((other) => !taken.has(other.code) && teachesWhat(other, school, plan))
        .sort((a, b) => distance(a) - distance(b) || placeOf(b) - placeOf(a));
      if (!nearest) continue;
      taken.add(nearest.code);
      substitutes.push(nearest);
    }
  return lists;
}

function teachesWhat(other: School, school: School, plan: SamplingPlan): boolean {
  return plan.grades
    .filter(({ stage }) => stage === school.stage)
    .every(({ grade }) => {
      const teaches = ({ classes }: School) => classes.some((each) => each.grade === grade);
      return !teaches(school) || teaches(other);
    });
}
