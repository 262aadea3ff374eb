import type { Estimate, Result } from '@mingjian/contract/aggregation';
import type { SamplingPlan } from '@mingjian/contract/distribution';
import type { EarlierYear, ReportItem } from '@mingjian/contract/reports';
import type { Audience } from '@mingjian/contract/surveys';
import { resultsInOrder } from './material';

/** Who was asked what in a year. */
export interface Asked {
  questions: readonly Question[];
  /** 调查范围: whose classes, parents and teachers were drawn. */
  grades: SamplingPlan['grades'];
}
/** What the cycle of an earlier year offers to be compared: its results of the county, and how its questions were put. */
export interface EarlierCycle extends Asked {
  year: number;
  results: readonly Result[];
}
/** A question with everything that must not change if two years are to be compared. */
export type Question = Pick<ReportItem, 'audience' | 'code' | 'role' | 'text'> & { answers: unknown };

/**
 * What of an earlier year may be held against this one: items put in the same words with the same answers to people of the
 * same grades, and an audience's overall index only where all of its scored items are such and no other was asked.
 */
export function comparableYear(earlier: EarlierCycle, { questions: now, grades }: Asked): EarlierYear {
  const notCompared = [
    ...now.flatMap((item): EarlierYear['notCompared'] => {
      if (item.role !== 'scored') return [];
      const was = earlier.questions.find(
        ({ audience, code }) => audience === item.audience && code === item.code,
      );
      const covered = coverageOf(item.audience, grades) === coverageOf(item.audience, earlier.grades);
      const why = covered ? whyNot(was, item) : 'coverage';
      return why === null ? [] : [{ audience: item.audience, code: item.code, why }];
    }),
    ...earlier.questions
      .filter(
        (was) =>
          was.role === 'scored' &&
          !now.some(({ audience, code }) => audience === was.audience && code === was.code),
      )
      .map(({ audience, code }) => ({ audience, code, why: 'dropped' as const })),
  ];
  const results = resultsInOrder(earlier.results).map(({ audience, hash, estimates }) => {
    const apart = notCompared.filter((each) => each.audience === audience);
    const isComparable = ({ measure, scope, key, cut }: Estimate) =>
      measure === 'index' &&
      cut === '' &&
      (scope === 'audience'
        ? apart.length === 0
        : scope === 'item' &&
          !apart.some(({ code }) => code === key) &&
          now.some((item) => item.audience === audience && item.code === key && item.role === 'scored'));
    return { audience, resultHash: hash, estimates: estimates.filter(isComparable) };
  });
  return { year: earlier.year, results, notCompared };
}

function whyNot(was: Question | undefined, now: Question): EarlierYear['notCompared'][number]['why'] | null {
  if (!was) return 'new';
  if (was.text.zh !== now.text.zh || was.text.en !== now.text.en) return 'wording';
  if (JSON.stringify(was.answers) !== JSON.stringify(now.answers)) return 'answers';
  return was.role === now.role ? null : 'role';
}

/** Teachers are those of the schools of a stage, whichever grade's classes are drawn there. */
function coverageOf(audience: Audience, grades: SamplingPlan['grades']): string {
  const each = grades.map(({ stage, grade }) => (audience === 'teacher' ? stage : `${stage} ${grade}`));
  return [...new Set(each)].sort().join();
}
