import type { OpenLinkTerms } from '@mingjian/contract/surveys';
import type { LocalizedFault } from '../platform';

/** What is wrong with the quotas somebody asks for: a county that there is not, or one that is named twice. */
export function quotaFaults(
  quotas: OpenLinkTerms['quotas'],
  counties: readonly { code: string }[],
): LocalizedFault[] {
  return quotas.flatMap(({ countyCode: value }, at): LocalizedFault[] => {
    const field = `quotas.${at}.countyCode`;
    if (!counties.some(({ code }) => code === value)) {
      const message = { zh: `没有代码为 ${value} 的县（市、区）。`, en: `There is no county ${value}.` };
      return [{ field, rule: 'county-unknown', value, message }];
    }
    if (quotas.findIndex(({ countyCode }) => countyCode === value) === at) return [];
    const message = { zh: `${value} 出现了两次。`, en: `County ${value} is named twice.` };
    return [{ field, rule: 'county-twice', value, message }];
  });
}
