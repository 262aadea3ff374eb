import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Localized } from '@mingjian/contract/localized';
import { reportFile, type ReportFile } from '@mingjian/contract/reports';
import { PLAN_FILE } from '@mingjian/core/aggregation';

/** A data file with what was really in it: the schema adds what older files do not have, hashes are over what they have. */
export interface ReadReport {
  file: ReportFile;
  raw: unknown;
}

/** @returns the report, or why the file is none */
export function readReport(path: string): ReadReport | { fault: Localized } {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    return { fault: { zh: `无法读取 ${path}：${detail}`, en: `cannot read ${path}: ${detail}` } };
  }
  const parsed = reportFile.safeParse(raw);
  if (parsed.success) return { file: parsed.data, raw };
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  return {
    fault: {
      zh: `${path} 不是明鉴报告的数据文件（${place}：${issue?.message ?? ''}）`,
      en: `${path} is no data file of a Mingjian report (${place}: ${issue?.message ?? ''})`,
    },
  };
}

/** The data files of reports in a folder and in the folders in it; what is none is passed over. */
export function readReportsIn(folder: string): ReadReport[] {
  return dataFilesIn(folder).flatMap((path) => {
    const read = readReport(path);
    return 'fault' in read ? [] : [read];
  });
}

function dataFilesIn(folder: string): string[] {
  const entries = readdirSync(folder).sort();
  return entries.flatMap((name) => {
    const path = join(folder, name);
    if (name.endsWith('.json')) return [path];
    if (!statSync(path).isDirectory()) return [];
    return readdirSync(path)
      .filter((each) => each.endsWith('.json') && each !== PLAN_FILE)
      .map((each) => join(path, each));
  });
}
