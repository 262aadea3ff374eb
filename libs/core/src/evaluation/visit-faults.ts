import type { School } from '@mingjian/contract/registry';
import type { LocalizedFault } from '../platform';

/** Kinds of school that a visit has to cover where the county has them: 幼儿园, 中小学, 中职. */
const kinds: { stages: School['stage'][]; zh: string; en: string }[] = [
  { stages: ['kindergarten'], zh: '幼儿园', en: 'a kindergarten' },
  { stages: ['primary'], zh: '小学', en: 'a primary school' },
  { stages: ['junior'], zh: '初中', en: 'a junior secondary school' },
  { stages: ['vocational'], zh: '中等职业学校', en: 'a vocational school' },
];

/**
 * A visit cannot be recorded, nor drafted, before it took place.
 * @param today Asia/Shanghai calendar day, YYYY-MM-DD
 */
export function visitDayFaults(visitedOn: string, today: string): LocalizedFault[] {
  if (visitedOn <= today) return [];
  const message = { zh: '督查日期不能晚于今天。', en: 'The visit lies in the future.' };
  return [{ field: 'visitedOn', value: visitedOn, rule: 'not-in-future', message }];
}

/**
 * What the plan's rule on visits misses: all kinds of school, and rural ones among them, as far as the frame has any.
 * @param frame the county's schools
 */
export function visitFaults(
  visited: readonly { stage: string; rural: boolean }[],
  frame: readonly Pick<School, 'stage' | 'area'>[],
): LocalizedFault[] {
  const faults: LocalizedFault[] = kinds
    .filter(({ stages }) => frame.some(({ stage }) => stages.includes(stage)))
    .filter(({ stages }) => !visited.some(({ stage }) => stages.some((each) => each === stage)))
    .map(({ zh, en }) => ({
      field: 'schools',
      rule: 'all-kinds-of-school',
      message: { zh: `抽查学校未包括${zh}。`, en: `The visit does not include ${en}.` },
    }));
  if (frame.some(({ area }) => area === 'rural') && !visited.some(({ rural }) => rural))
    faults.push({
      field: 'schools',
      rule: 'rural-schools',
      message: { zh: '抽查学校未涵盖乡村学校。', en: 'The visit does not include a rural school.' },
    });
  return faults;
}
