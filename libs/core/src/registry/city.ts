/** 牡丹江市: the code under which what concerns all counties together is filed; no county has it. */
export const CITY_CODE = '231000';
export const cityName = { nameZh: '牡丹江市', nameEn: 'Mudanjiang City' };
