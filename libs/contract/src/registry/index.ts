import { z } from 'zod';
import { countyCode } from '../identity';

export const county = z.object({
  code: countyCode,
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.string(),
});
export type County = z.infer<typeof county>;

/** 学段: kindergarten, primary, junior secondary, senior secondary, vocational, special. */
export const stage = z.enum(['kindergarten', 'primary', 'junior', 'senior', 'vocational', 'special']);
export type Stage = z.infer<typeof stage>;
/** 城乡: 城区, 镇区, 乡村. */
export const area = z.enum(['urban', 'town', 'rural']);
export type Area = z.infer<typeof area>;

export const schoolClass = z.object({
  grade: z.number().int().min(0).max(12),
  name: z.string(),
  pupils: z.number().int().min(1).max(200),
});
export const school = z.object({
  code: z.string().regex(/^\d{10}$/),
  name: z.string().min(1).max(100),
  countyCode,
  stage,
  area,
  teachers: z.number().int().min(0).max(2000),
  pupils: z.number().int().min(0).max(20000),
  classes: z.array(schoolClass),
  fictional: z.boolean(),
});
export type School = z.infer<typeof school>;

/**
 * The frame comes as two CSV files (UTF-8 or GBK), headers in Chinese or English:
 * or as workbooks, or under headers that a mapping names.
 * schools: 学校标识码,学校名称,区划代码,学段,城乡,专任教师数,在校学生数 | code,name,county_code,stage,area,teachers,pupils
 * classes: 学校标识码,年级,班级,学生数 | school_code,grade,class,pupils
 */
export const frameImport = z.object({
  dryRun: z.boolean(),
  /** Against the frame that there is: schools by their code. */
  changes: z.object({ added: z.number().int(), changed: z.number().int(), gone: z.number().int() }),
  schools: z.number().int(),
  classes: z.number().int(),
  encoding: z.string(),
  byStage: z.array(z.object({ stage, schools: z.number().int() })),
});
export type FrameImport = z.infer<typeof frameImport>;

export const importedTable = z.enum(['schools', 'classes', 'margins']);
export type ImportedTable = z.infer<typeof importedTable>;
/** 列对应: which header of the file stands for which column, by the column's key. */
export const columnMapping = z.record(z.string().max(40), z.string().max(200));
export type ColumnMapping = z.infer<typeof columnMapping>;
/** POST /api/frame/columns?table= (multipart file): the file's headers, its first rows, and what each most likely is. */
export const tableColumns = z.object({
  encoding: z.string(),
  rows: z.number().int(),
  headers: z.array(z.object({ name: z.string(), examples: z.array(z.string()) })),
  columns: z.array(
    z.object({ key: z.string(), zh: z.string(), en: z.string(), guess: z.string().nullable() }),
  ),
});
export type TableColumns = z.infer<typeof tableColumns>;

/** 总体边际: an audited population total of one category, per county and audience, used by raking. */
export const margin = z.object({
  countyCode,
  audience: z.enum(['public', 'teacher', 'student']),
  variable: z.string(),
  category: z.string(),
  total: z.number().positive(),
});
export type Margin = z.infer<typeof margin>;

/** POST /api/margins: 总体边际 CSV: 区划代码,对象,变量,类别,总数 | county_code,audience,variable,category,total */
export const marginsImport = z.object({
  dryRun: z.boolean(),
  margins: z.number().int(),
  counties: z.number().int(),
  encoding: z.string(),
});
export type MarginsImport = z.infer<typeof marginsImport>;

/** 牡丹江市: the code under which what concerns all counties together is filed; no county has it. */
export const CITY_CODE = '231000';
