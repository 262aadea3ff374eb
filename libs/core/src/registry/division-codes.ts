import type { Localized } from '@mingjian/contract/localized';

/** Codes that old data sets still carry, and what became of them. */
const retired: ReadonlyMap<string, Localized> = new Map(
  Object.entries({
    '231024': {
      zh: '231024（东宁县）已停用：东宁撤县设市，新代码为 231086（东宁市）。',
      en: '231024 (Dongning County) is retired: Dongning became a city, the new code is 231086.',
    },
    '231071': {
      zh: '231071（经济技术开发区）不是现行行政区划代码，没有对应的新代码：请填写学校所在区的代码（231002、231003、231004 或 231005）。',
      en: '231071 (economic development zone) is not a current division code and has no successor: give the code of the district where the school stands (231002, 231003, 231004 or 231005).',
    },
  }),
);

/**
 * Why a county code cannot be taken, or null when it can. Counties are known by code alone: a name may belong to two
 * places (西安区 is not 西安市).
 *
 * @param known codes of the registry
 */
export function divisionCodeFault(
  code: string,
  known: ReadonlySet<string>,
): { rule: 'retired-division' | 'unknown-county'; message: Localized } | null {
  if (known.has(code)) return null;
  const message = retired.get(code);
  if (message) return { rule: 'retired-division', message };
  return {
    rule: 'unknown-county',
    message: {
      zh: '没有这个县（市、区）的区划代码（GB/T 2260 六位代码）。',
      en: 'There is no county with this division code (six digits of GB/T 2260).',
    },
  };
}
