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
  /** Of the frame that this one was held against, or is now; sent back with the import after a trial (`?revision=`). */
  revision: z.number().int(),
  /** Against the frame that there is: schools by their code. */
  changes: z.object({ added: z.number().int(), changed: z.number().int(), gone: z.number().int() }),
  schools: z.number().int(),
  classes: z.number().int(),
  encoding: z.string(),
  /** What would be stored, or is. */
  byCounty: z.array(
    z.object({
      countyCode,
      schools: z.number().int(),
      classes: z.number().int(),
      teachers: z.number().int(),
      pupils: z.number().int(),
    }),
  ),
  byStage: z.array(z.object({ stage, schools: z.number().int() })),
  /** Schools of kinds that the agency said are not of this frame. */
  leftOut: z.number().int(),
  /** Schools without a class in the table of classes: nobody of theirs could be drawn but teachers. */
  withoutClasses: z.number().int(),
});
export type FrameImport = z.infer<typeof frameImport>;

export const importedTable = z.enum(['schools', 'classes', 'margins']);
export type ImportedTable = z.infer<typeof importedTable>;
/** 列对应: which header of the file stands for which column, by the column's key. */
export const columnMapping = z.record(z.string().max(40), z.string().max(200));
export type ColumnMapping = z.infer<typeof columnMapping>;
/** Of a school whose kind does not belong to the frame. */
export const LEAVE_OUT = 'leave-out';
export const wordColumn = z.enum(['stage', 'area', 'audience']);
export type WordColumn = z.infer<typeof wordColumn>;
/** 取值对应: what a word in a column of the agency's files stands for, as a person has said. */
export const wordMeaning = z.strictObject({
  column: wordColumn,
  word: z.string().min(1).max(60),
  meaning: z.string().max(40),
});
export type WordMeaning = z.infer<typeof wordMeaning>;
/** How a file is to be read, as JSON in the field `reading.<name of the file's field>` of its upload. */
export const tableReading = z.strictObject({
  sheet: z.string().max(100).optional(),
  mapping: columnMapping.optional(),
  words: z.array(wordMeaning).max(500).default([]),
});
export type TableReading = z.infer<typeof tableReading>;
/** As words are compared: 「城关 」 and 「城关」 are one. */
export const plainWord = (word: string): string => word.normalize('NFKC').trim().toLowerCase();

/**
 * POST /api/frame/columns?table=&sheet= (multipart file): the file's headers with their first values, which of our
 * columns each most likely is, and where a column takes certain words, what those in the file stand for.
 */
export const tableColumns = z.object({
  encoding: z.string(),
  rows: z.number().int(),
  /** Of a workbook: its sheets, and the one that was read. */
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  headers: z.array(
    z.object({
      name: z.string(),
      examples: z.array(z.string()),
      /** The different words with their rows; empty when there are too many for a column of kinds. */
      words: z.array(z.object({ word: z.string(), rows: z.number().int() })),
    }),
  ),
  columns: z.array(
    z.object({
      key: z.string(),
      zh: z.string(),
      en: z.string(),
      guess: z.string().nullable(),
      /** What words of this column may stand for; empty for any text. */
      choices: z.array(z.string()),
    }),
  ),
  /** Words that are known by themselves, and those that the agency has explained before. */
  known: z.array(wordMeaning),
  remembered: z.array(wordMeaning),
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
