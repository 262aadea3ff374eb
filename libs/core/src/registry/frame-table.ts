import type { Localized } from '@mingjian/contract/localized';
import { LEAVE_OUT, type School } from '@mingjian/contract/registry';
import { inTurns, type LocalizedFault, type Table, type TableColumn } from '../platform';
import { divisionCodeFault } from './division-codes';
import { areaWordList, schoolTypeDigits, stageWordList, wordReader, type WordReader } from './school-words';

export const schoolColumns = [
  { key: 'code', zh: '学校标识码', en: 'code', also: ['学校代码', '标识码', 'school_code'] },
  { key: 'name', zh: '学校名称', en: 'name' },
  { key: 'county', zh: '区划代码', en: 'county_code', also: ['行政区划代码'] },
  { key: 'stage', zh: '学段', en: 'stage' },
  { key: 'area', zh: '城乡', en: 'area', also: ['城乡分类'] },
  { key: 'teachers', zh: '专任教师数', en: 'teachers' },
  { key: 'pupils', zh: '在校学生数', en: 'pupils' },
] as const satisfies readonly TableColumn<string>[];

export const classColumns = [
  { key: 'school', zh: '学校标识码', en: 'school_code', also: ['学校代码', '标识码'] },
  { key: 'grade', zh: '年级', en: 'grade' },
  { key: 'name', zh: '班级', en: 'class', also: ['班级名称'] },
  { key: 'pupils', zh: '学生数', en: 'pupils' },
] as const satisfies readonly TableColumn<string>[];

export type SchoolTable = Table<(typeof schoolColumns)[number]['key']>;
export type ClassTable = Table<(typeof classColumns)[number]['key']>;

type Report = (field: string, value: string, rule: string, message: Localized) => void;

/**
 * Puts the two tables of a frame together and checks them: every fault names its row. Schools are known by their code
 * and counties by theirs; names are labels only.
 *
 * @param counties codes of the registry
 * @param words what the words of the table stand for
 * @param isWhole whether all rows of the schools could be read; else classes may seem to belong to no school
 * @returns schools in the order of the table, and how many were left out; only to be used when there are no faults
 */
export async function readFrame(
  schoolTable: SchoolTable,
  classTable: ClassTable,
  counties: ReadonlySet<string>,
  words: WordReader = wordReader([]),
  isWhole = true,
): Promise<{ schools: School[]; leftOut: number; faults: LocalizedFault[] }> {
  const faults: LocalizedFault[] = [];
  const leftOut = new Set<string>();
  const reporter =
    (file: Localized, row: number): Report =>
    (field, value, rule, { zh, en }) =>
      faults.push({
        field,
        row,
        value: value.slice(0, 60),
        rule,
        message: { zh: `${file.zh}：${zh}`, en: `${file.en}: ${en}` },
      });
  const schools = new Map<string, School>();
  const rows = new Map<string, number>();
  for await (const { row, cells: written } of inTurns(schoolTable.rows)) {
    const cells = withPlainDigits(written, ['code', 'county', 'teachers', 'pupils']);
    const report = reporter({ zh: '学校表', en: 'schools' }, row);
    const earlier = rows.get(cells.code);
    if (earlier !== undefined) {
      report(schoolTable.header.code, cells.code, 'duplicate-school', {
        zh: `学校标识码重复：第 ${earlier} 行和第 ${row} 行。`,
        en: `the school code is there twice, in rows ${earlier} and ${row}.`,
      });
      continue;
    }
    rows.set(cells.code, row);
    if (words.stage(cells.stage) === LEAVE_OUT) {
      leftOut.add(cells.code);
      continue;
    }
    schools.set(cells.code, readSchool(cells, schoolTable.header, counties, words, report));
  }
  const classRows = new Map<string, number>();
  for await (const { row, cells: written } of inTurns(classTable.rows)) {
    const cells = withPlainDigits(written, ['school', 'grade', 'pupils']);
    const report = reporter({ zh: '班级表', en: 'classes' }, row);
    if (leftOut.has(cells.school)) continue;
    const school = schools.get(cells.school);
    if (!school && !isWhole) continue;
    if (!school) {
      report(classTable.header.school, cells.school, 'unknown-school', {
        zh: '学校表中没有这个学校标识码。',
        en: 'no school of the schools file has this code.',
      });
      continue;
    }
    const key = `${cells.school} ${cells.grade} ${cells.name}`;
    const earlier = classRows.get(key);
    if (earlier !== undefined) {
      report(classTable.header.name, cells.name, 'duplicate-class', {
        zh: `同一学校同一年级的班级重复：第 ${earlier} 行和第 ${row} 行。`,
        en: `the class is there twice in its grade, in rows ${earlier} and ${row}.`,
      });
      continue;
    }
    classRows.set(key, row);
    if (cells.name === '' || cells.name.length > 60)
      report(classTable.header.name, cells.name, 'name', nameRule);
    school.classes.push({
      grade: wholeNumber(cells.grade, 0, 12, classTable.header.grade, report),
      name: cells.name,
      pupils: wholeNumber(cells.pupils, 1, 200, classTable.header.pupils, report),
    });
  }
  return { schools: [...schools.values()], leftOut: leftOut.size, faults };
}

/** Digits typed at full width, and blanks that no trim takes away (U+3000, U+00A0), mean the same number. */
function withPlainDigits<Key extends string>(
  cells: Record<Key, string>,
  numeric: readonly NoInfer<Key>[],
): Record<Key, string> {
  const odd = numeric.filter((key) => !/^[0-9]*$/.test(cells[key]));
  if (odd.length === 0) return cells;
  const plain = (text: string) => text.normalize('NFKC').replace(/\s/gu, '');
  return { ...cells, ...Object.fromEntries(odd.map((key) => [key, plain(cells[key])])) };
}

const nameRule: Localized = { zh: '名称不能为空，也不能过长。', en: 'the name is empty or too long.' };

function readSchool(
  cells: SchoolTable['rows'][number]['cells'],
  header: SchoolTable['header'],
  counties: ReadonlySet<string>,
  words: WordReader,
  report: Report,
): School {
  const county = divisionCodeFault(cells.county, counties);
  if (county) report(header.county, cells.county, county.rule, county.message);
  if (cells.name === '' || cells.name.length > 100) report(header.name, cells.name, 'name', nameRule);
  const kind = words.stage(cells.stage);
  const stage = kind === LEAVE_OUT ? null : kind;
  if (!stage) {
    report(header.stage, cells.stage, 'stage', {
      zh: `学段应为：${stageWordList.zh}；其他叫法请在“取值对应”中说明。`,
      en: `the stage is one of: ${stageWordList.en}; explain other words under “Words”.`,
    });
  }
  const area = words.area(cells.area);
  if (!area) {
    report(header.area, cells.area, 'area', {
      zh: `城乡应为：${areaWordList.zh}；其他叫法请在“取值对应”中说明。`,
      en: `the area is one of: ${areaWordList.en}; explain other words under “Words”.`,
    });
  }
  checkCode(cells, header.code, stage, report);
  return {
    code: cells.code,
    name: cells.name,
    countyCode: cells.county,
    stage: stage ?? 'primary',
    area: area ?? 'urban',
    teachers: wholeNumber(cells.teachers, 0, 2000, header.teachers, report),
    pupils: wholeNumber(cells.pupils, 0, 20_000, header.pupils, report),
    classes: [],
    fictional: /[(（](虚构|fictional)[)）]/i.test(cells.name),
  };
}

/** 标识码: two digits of type, two of the province, six of serial. */
function checkCode(
  { code, county }: { code: string; county: string },
  field: string,
  stage: School['stage'] | null,
  report: Report,
): void {
  if (!/^\d{10}$/.test(code)) {
    report(field, code, 'school-code', {
      zh: '学校标识码应为 10 位数字（请检查是否被表格软件改成了科学计数法）。',
      en: 'a school code has ten digits (a spreadsheet may have turned it into 2.1E+09).',
    });
    return;
  }
  if (stage && code.slice(0, 2) !== schoolTypeDigits[stage]) {
    report(field, code, 'stage-code', {
      zh: `标识码前两位 ${code.slice(0, 2)} 与学段不符，该学段应为 ${schoolTypeDigits[stage]}。`,
      en: `the code begins with ${code.slice(0, 2)}, but schools of this stage begin with ${schoolTypeDigits[stage]}.`,
    });
  }
  if (/^\d{6}$/.test(county) && code.slice(2, 4) !== county.slice(0, 2)) {
    report(field, code, 'province-code', {
      zh: `标识码第 3–4 位 ${code.slice(2, 4)} 与区划代码的省份 ${county.slice(0, 2)} 不符。`,
      en: `digits 3 and 4 of the code (${code.slice(2, 4)}) are not the province of the county (${county.slice(0, 2)}).`,
    });
  }
}

function wholeNumber(text: string, least: number, most: number, field: string, report: Report): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  report(field, text, 'whole-number', {
    zh: `应为 ${least} 至 ${most} 的整数。`,
    en: `must be a whole number from ${least} to ${most}.`,
  });
  return least;
}
