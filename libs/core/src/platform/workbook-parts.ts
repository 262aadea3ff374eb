import { readXml } from './xml-events';

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  name: string;
  isVisible: boolean;
  /** Its part of the archive. */
  path: string;
}

/** What the sheets of a workbook share. */
export interface WorkbookParts {
  sheets: ListedSheet[];
  strings: string[];
  /** Numbers of the cell styles that show a number as a date. */
  dateStyles: ReadonlySet<number>;
  /** The day that dates are counted from: 1904 on old Macintoshes, else 1900. */
  since1904: boolean;
}

/** Number formats that show dates without saying so (ECMA-376 part 1, 18.8.30, with those of East Asia). */
const dateFormats = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/**
 * Reads what the sheets share.
 *
 * @param entries of the workbook's archive
 * @throws Error when a part is missing or not XML
 */
export async function workbookParts(entries: ReadonlyMap<string, Buffer>): Promise<WorkbookParts> {
  const targets = await readTargets(entries.get('xl/_rels/workbook.xml.rels') ?? missing());
  const sheets: ListedSheet[] = [];
  let since1904 = false;
  await readXml(entries.get('xl/workbook.xml') ?? missing(), {
    open: (name, attributes) => {
      if (name === 'workbookPr') since1904 ||= /^(1|true)$/.test(attributes['date1904'] ?? '');
      const path = name === 'sheet' ? targets.sheets.get(relationOf(attributes)) : undefined;
      if (path !== undefined)
        sheets.push({
          name: plainText(attributes['name'] ?? ''),
          isVisible: (attributes['state'] ?? 'visible') === 'visible',
          path,
        });
    },
  });
  return {
    sheets,
    since1904,
    strings: await readStrings(entries.get(targets.strings)),
    dateStyles: await readDateStyles(entries.get(targets.styles)),
  };
}

/** Texts may carry characters that XML cannot, as `_x000D_`. */
export function plainText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Collects the text of `t` elements, apart from how it is pronounced (拼音指南). */
export function textCollector() {
  let text = '';
  let isText = false;
  let isPhonetic = false;
  return {
    open: (name: string) => {
      if (name === 't') isText = true;
      else if (name === 'rPh') isPhonetic = true;
    },
    text: (piece: string) => {
      if (isText && !isPhonetic) text += piece;
    },
    close: (name: string) => {
      if (name === 't') isText = false;
      else if (name === 'rPh') isPhonetic = false;
    },
    taken: (): string => {
      const whole = plainText(text);
      text = '';
      return whole;
    },
  };
}

/** Where the parts lie: programs may name them as they like. */
async function readTargets(xml: Buffer) {
  const targets = {
    sheets: new Map<string, string>(),
    strings: 'xl/sharedStrings.xml',
    styles: 'xl/styles.xml',
  };
  await readXml(xml, {
    open: (_name, attributes) => {
      const { Id: id, Type: type = '', Target: target } = attributes;
      if (id === undefined || target === undefined) return;
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      if (type.endsWith('/worksheet')) targets.sheets.set(id, path);
      else if (type.endsWith('/sharedStrings')) targets.strings = path;
      else if (type.endsWith('/styles')) targets.styles = path;
    },
  });
  return targets;
}

function relationOf(attributes: Record<string, string>): string {
  const name = Object.keys(attributes).find((each) => each.endsWith(':id'));
  return (name === undefined ? undefined : attributes[name]) ?? '';
}

async function readStrings(xml: Buffer | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (!xml) return strings;
  const collector = textCollector();
  await readXml(xml, {
    ...collector,
    close: (name) => {
      collector.close(name);
      if (name === 'si') strings.push(collector.taken());
    },
  });
  return strings;
}

async function readDateStyles(xml: Buffer | undefined): Promise<ReadonlySet<number>> {
  const dates = new Set<number>();
  if (!xml) return dates;
  const own = new Set<number>();
  let inCells = false;
  let style = 0;
  await readXml(xml, {
    open: (name, attributes) => {
      const format = Number(attributes['numFmtId']);
      if (name === 'numFmt' && isDateFormat(attributes['formatCode'] ?? '')) own.add(format);
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      if (own.has(format) || dateFormats.some(([first, last]) => format >= first && format <= last))
        dates.add(style);
      style += 1;
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

function isDateFormat(code: string): boolean {
  return /[ymdhs]/i.test(code.replace(/\[[^\]]*\]|"[^"]*"|\\./g, ''));
}

function missing(): never {
  throw new Error('a part of the workbook is missing');
}
