import { isDeepStrictEqual } from 'node:util';
import { stage, type FrameImport, type School } from '@mingjian/contract/registry';
import { inTurns } from '../platform';

/** What a new frame changes of the old one, school by school. */
export async function frameChanges(
  before: readonly School[],
  after: readonly School[],
): Promise<FrameImport['changes']> {
  const old = new Map(before.map((school) => [school.code, school]));
  let [known, changed] = [0, 0];
  for await (const school of inTurns(after)) {
    const earlier = old.get(school.code);
    if (!earlier) continue;
    known += 1;
    if (!isDeepStrictEqual(earlier, school)) changed += 1;
  }
  return { added: after.length - known, changed, gone: before.length - known };
}

/** What a frame holds, by county and by stage. */
export function frameCounts(
  schools: readonly School[],
): Pick<FrameImport, 'schools' | 'classes' | 'withoutClasses' | 'byCounty' | 'byStage'> {
  const sum = (of: readonly School[], value: (school: School) => number) =>
    of.reduce((total, school) => total + value(school), 0);
  const classes = (school: School) => school.classes.length;
  const counties = [...new Set(schools.map(({ countyCode }) => countyCode))].sort();
  return {
    schools: schools.length,
    classes: sum(schools, classes),
    withoutClasses: schools.filter((school) => classes(school) === 0).length,
    byCounty: counties.map((countyCode) => {
      const own = schools.filter((school) => school.countyCode === countyCode);
      return {
        countyCode,
        schools: own.length,
        classes: sum(own, classes),
        teachers: sum(own, ({ teachers }) => teachers),
        pupils: sum(own, ({ pupils }) => pupils),
      };
    }),
    byStage: stage.options.map((each) => ({
      stage: each,
      schools: schools.filter((school) => school.stage === each).length,
    })),
  };
}
