import { listedFaults, Problem, type LocalizedFault } from './problem';

/** A refused table: all its faults, and in the text how many there are. Status 422, code `bad-table`. */
export function badTable(faults: readonly LocalizedFault[]): Problem {
  const more = faults.length > listedFaults;
  return new Problem(
    422,
    'bad-table',
    {
      zh: `文件未导入：有 ${faults.length} 处错误${more ? `，以下是前 ${listedFaults} 处` : ''}。请更正后重新上传，系统没有写入任何内容。`,
      en: `The file was not imported: ${faults.length} fault(s)${more ? `, the first ${listedFaults} below` : ''}. Correct it and upload it again; nothing was written.`,
    },
    faults,
  );
}

/** @param rows below the header @throws Problem 422 `bad-table` naming both numbers */
export function refuseRows(file: string, rows: number, most: number): void {
  if (rows <= most) return;
  const zh = `表中有 ${rows} 行，最多允许 ${most} 行。请分开导入或删去多余的行。`;
  const en = `The table has ${rows} rows; at most ${most} are allowed. Split it or remove what is not needed.`;
  throw badTable([{ field: file, rule: 'too-many-rows', message: { zh, en } }]);
}
