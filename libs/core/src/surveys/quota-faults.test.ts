import { expect, it } from 'vitest';
import { quotaFaults } from './quota-faults';

const counties = [{ code: '231002' }, { code: '231003' }];
const quota = (countyCode: string) => ({ countyCode, quota: 100 });

it('a quota is for a county that there is, and each county has one', () => {
  expect(quotaFaults([quota('231002'), quota('231003')], counties)).toEqual([]);
  expect(quotaFaults([quota('231002'), quota('999999'), quota('231002')], counties)).toMatchObject([
    { field: 'quotas.1.countyCode', rule: 'county-unknown', value: '999999' },
    { field: 'quotas.2.countyCode', rule: 'county-twice', value: '231002' },
  ]);
});
