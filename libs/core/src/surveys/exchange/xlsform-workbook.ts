import ExcelJS from 'exceljs';
import { unpackedWithin, type LocalizedFault } from '../../platform';
import { badQuestionnaire } from './losses';
import type { SheetRow, XlsForm } from './xlsform-sheets';

const mostUnpackedBytes = 60_000_000;
const mostRows = 20_000;
const mostColumns = 200;
const longestCell = 8000;
const sheetNames = ['survey', 'choices', 'settings'] as const;
/** Columns without which a sheet cannot be read. */
const neededColumns: Readonly<Record<string, readonly string[]>> = {
  survey: ['type', 'name'],
  choices: ['name'],
};

/**
 * Reads the sheets of an XLSForm workbook. Rows and merged ranges are counted in the packed file, before a library makes
 * cells of them.
 *
 * @throws Problem 422 `bad-questionnaire-file`: not a workbook or half of one, too large once unpacked, the sheet survey
 *   or a column missing or twice there, merged cells, formulas, too many rows
 */
export async function readWorkbook(bytes: Uint8Array): Promise<XlsForm> {
  const entries = unpackedWithin(bytes, mostUnpackedBytes);
  if (entries === null) throw unreadable();
  const faults = scan(entries);
  if (faults.length > 0) throw badQuestionnaire(faults);
  const workbook = new ExcelJS.Workbook();
  const ignoreNodes = ['mergeCells', 'dataValidations', 'conditionalFormatting', 'drawing'];
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer, { ignoreNodes }).catch(() => {
    throw unreadable();
  });
  const sheet = (name: string) => workbook.worksheets.find((each) => each.name.trim().toLowerCase() === name);
  if (!sheet('survey')) {
    const there = workbook.worksheets.map(({ name }) => name).join('、');
    throw badQuestionnaire([
      {
        field: 'survey',
        value: there,
        rule: 'missing-sheet',
        message: {
          zh: 'XLSForm 要有名为 survey 的工作表。',
          en: 'An XLSForm needs a sheet named survey.',
        },
      },
    ]);
  }
  const read = sheetNames.map((name) => {
    const found = sheet(name);
    return found ? rowsOf(name, found, faults) : [];
  });
  if (faults.length > 0) throw badQuestionnaire(faults);
  const [survey = [], choices = [], settings = []] = read;
  return { survey, choices, settings };
}

function unreadable() {
  return badQuestionnaire([
    {
      field: 'file',
      rule: 'unreadable',
      message: {
        zh: '无法读取这个工作簿：文件可能只有一半，不是真正的 .xlsx，或解压后过大。',
        en: 'The workbook cannot be read: it may be only half of itself, no real .xlsx, or too large once unpacked.',
      },
    },
  ]);
}

/** Finds merged cells and too many rows in the sheets that are read. */
function scan(entries: ReadonlyMap<string, Buffer>): LocalizedFault[] {
  const workbook = entries.get('xl/workbook.xml')?.toString('utf8') ?? '';
  const relations = entries.get('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? '';
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const targets = new Map(
    (relations.match(/<Relationship\b[^>]*>/g) ?? []).map((tag) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/?(xl\/)?/, 'xl/'),
    ]),
  );
  const sheets = (workbook.match(/<sheet\b[^>]*>/g) ?? []).map((tag) => ({
    name: attribute(tag, 'name').trim().toLowerCase(),
    xml: entries.get(targets.get(attribute(tag, 'r:id')) ?? '')?.toString('utf8') ?? '',
  }));
  return sheets.flatMap(({ name, xml }): LocalizedFault[] => {
    const rows = xml.split(/<row[\s>]/).length - 1;
    if (rows > mostRows) {
      const zh = `工作表有 ${rows} 行，最多允许 ${mostRows} 行。`;
      const en = `The sheet has ${rows} rows; at most ${mostRows} are allowed.`;
      return [{ field: name, value: String(rows), rule: 'too-many-rows', message: { zh, en } }];
    }
    if (!(sheetNames as readonly string[]).includes(name)) return [];
    return (xml.match(/<mergeCell\b[^>]*>/g) ?? []).map((tag) => {
      const range = attribute(tag, 'ref');
      return {
        field: `${name}!${range.replace(/\d+/g, '')}`,
        row: Number(/\d+/.exec(range)?.[0] ?? 1),
        value: range,
        rule: 'merged-cells',
        message: {
          zh: '单元格是合并的，只有第一格有内容。请取消合并，逐格填写。',
          en: 'These cells are merged, so only the first has content. Unmerge them and fill each.',
        },
      };
    });
  });
}

function rowsOf(name: string, sheet: ExcelJS.Worksheet, faults: LocalizedFault[]): SheetRow[] {
  const headers = new Map<number, string>();
  const width = Math.min(sheet.columnCount, mostColumns);
  for (let column = 1; column <= width; column += 1) {
    const header = sheet.getRow(1).getCell(column).text.trim().toLowerCase();
    if (header === '') continue;
    if ([...headers.values()].includes(header)) {
      const message = { zh: '同一列出现了两次。', en: 'The column is there twice.' };
      faults.push({ field: `${name}!${header}`, row: 1, value: header, rule: 'column-twice', message });
    }
    headers.set(column, header);
  }
  for (const needed of sheet.rowCount < 2 ? [] : (neededColumns[name] ?? [])) {
    if ([...headers.values()].includes(needed)) continue;
    const message = { zh: `缺少列 ${needed}。`, en: `The column ${needed} is missing.` };
    faults.push({ field: `${name}!${needed}`, row: 1, rule: 'missing-column', message });
  }
  const rows: SheetRow[] = [];
  sheet.eachRow((row, number) => {
    if (number === 1) return;
    const cells = new Map<string, string>();
    for (const [column, header] of headers) {
      const cell = row.getCell(column);
      const text = textIn(cell);
      // What a spreadsheet writes for a plain TRUE is no formula to anybody; those of settings are told as lost.
      if (cell.formula && !/^(TRUE|FALSE)\(\)$/i.test(cell.formula) && name !== 'settings') {
        const message = {
          zh: '单元格是公式。请粘贴为数值后再导入。',
          en: 'The cell is a formula. Paste its value instead.',
        };
        faults.push({
          field: `${name}!${header}`,
          row: number,
          value: `=${cell.formula}`,
          rule: 'formula',
          message,
        });
      } else if (text.length > longestCell) {
        const message = {
          zh: `单元格超过 ${longestCell} 个字符。`,
          en: `The cell is longer than ${longestCell} characters.`,
        };
        faults.push({
          field: `${name}!${header}`,
          row: number,
          value: text.slice(0, 40),
          rule: 'cell-too-long',
          message,
        });
      } else if (text.trim() !== '') cells.set(header, text);
    }
    if (cells.size > 0) rows.push({ row: number, cells });
  });
  return rows;
}

/** A cell as text; a spreadsheet's TRUE and FALSE are those of XLSForm. */
function textIn(cell: ExcelJS.Cell): string {
  if (/^(TRUE|FALSE)\(\)$/i.test(cell.formula ?? '')) return cell.formula.slice(0, -2).toLowerCase();
  if (typeof cell.value === 'boolean') return cell.value ? 'true' : 'false';
  return cell.text ?? '';
}
