import type { Area, Stage } from '@mingjian/contract/registry';
import countiesCsv from '../data/counties.csv?raw';

export interface DemoCounty {
  code: string;
  nameZh: string;
  nameEn: string;
}

/** The ten counties and districts of Mudanjiang, from counties.csv. */
export const demoCounties: DemoCounty[] = countiesCsv
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [code = '', nameZh = '', nameEn = ''] = line.split(',');
    return { code, nameZh, nameEn };
  });

export const areas: readonly Area[] = ['urban', 'town', 'rural'];

type SchoolsByArea = readonly [urban: number, town: number, rural: number];

/**
 * Schools by county, stage and area. Only the city's totals are true (115 primary, 82 junior, 33 senior,
 * 17 vocational, 6 special schools, 457 kindergartens); the split is invented: districts mostly 城区, counties 镇区
 * and 乡村.
 */
export const schoolCounts: Readonly<Record<string, Readonly<Record<Stage, SchoolsByArea>>>> = {
  '231002': split([48, 0, 4], [7, 0, 2], [5, 0, 1], [4, 0, 0], [2, 0, 0], [0, 0, 0]),
  '231003': split([36, 4, 8], [6, 1, 4], [5, 0, 2], [3, 0, 0], [2, 0, 0], [0, 0, 0]),
  '231004': split([46, 0, 6], [7, 0, 3], [5, 0, 2], [4, 0, 0], [2, 0, 0], [1, 0, 0]),
  '231005': split([48, 2, 6], [8, 1, 3], [5, 0, 2], [4, 0, 0], [2, 0, 0], [0, 0, 0]),
  '231025': split([0, 22, 18], [0, 5, 10], [0, 4, 7], [0, 3, 0], [0, 2, 0], [0, 1, 0]),
  '231081': split([0, 26, 4], [0, 5, 2], [0, 3, 2], [0, 2, 0], [0, 1, 0], [0, 0, 0]),
  '231083': split([0, 28, 18], [0, 5, 8], [0, 4, 6], [0, 4, 0], [0, 2, 0], [0, 1, 0]),
  '231084': split([0, 28, 22], [0, 5, 10], [0, 4, 7], [0, 4, 0], [0, 2, 0], [0, 1, 0]),
  '231085': split([0, 22, 18], [0, 4, 8], [0, 4, 5], [0, 3, 0], [0, 1, 0], [0, 1, 0]),
  '231086': split([0, 26, 17], [0, 4, 7], [0, 4, 5], [0, 2, 0], [0, 1, 0], [0, 1, 0]),
};

function split(
  kindergarten: SchoolsByArea,
  primary: SchoolsByArea,
  junior: SchoolsByArea,
  senior: SchoolsByArea,
  vocational: SchoolsByArea,
  special: SchoolsByArea,
): Record<Stage, SchoolsByArea> {
  return { kindergarten, primary, junior, senior, vocational, special };
}
