import type { Language } from '@mingjian/contract';

/** Units as the indicator table writes them; one that is not here is shown as it stands. */
const english: Record<string, string> = {
  '等级(A-D)': 'grade A–D',
  '元/生·年': 'yuan per pupil a year',
  '人/人': 'people per person',
  '所/人': 'schools per person',
  '次/年': 'times a year',
  '分(0-100)': 'points, 0–100',
  人: 'people',
  件: 'cases',
  间: 'rooms',
  起: 'incidents',
  系数: 'coefficient',
};

export function unitText(unit: string, language: Language): string {
  return language === 'en' ? (english[unit] ?? unit) : unit;
}
