export { CITY_CODE } from '@mingjian/contract/registry';
export const cityName = { nameZh: '牡丹江市', nameEn: 'Mudanjiang City' };
