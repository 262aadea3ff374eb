import type { LocalizedFault } from '../../platform';

/** One row of a sheet by its headers, in lower case; `row` as the spreadsheet counts. */
export interface SheetRow {
  row: number;
  cells: ReadonlyMap<string, string>;
}
export interface XlsForm {
  survey: SheetRow[];
  choices: SheetRow[];
  settings: SheetRow[];
}

/** What is wrong in a cell; `field` is `sheet!column`. */
export function sheetFault(
  at: { field: string; row: number },
  value: string,
  rule: string,
  zh: string,
  en: string,
): LocalizedFault {
  return { ...at, value, rule, message: { zh, en } };
}
