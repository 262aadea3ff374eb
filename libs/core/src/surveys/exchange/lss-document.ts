import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { isRecord } from '../question-outline';
import { badQuestionnaire } from './losses';

export type LssRow = Readonly<Record<string, string>>;

/** The sections of a LimeSurvey structure file, each a table. */
export interface LssDocument {
  languages: string[];
  section(name: string): LssRow[];
  names: string[];
}

const mostRows = 20_000;
const deepestElement = 12;

/**
 * Reads the XML of a LimeSurvey structure file (.lss). A document type is refused before parsing: it may declare
 * entities that expand without end or name files outside, and LimeSurvey writes none.
 *
 * @throws Problem 422 `bad-questionnaire-file`
 */
export function readLssDocument(text: string): LssDocument {
  const refuse = (rule: string, zh: string, en: string, row?: number, value?: string) =>
    badQuestionnaire([
      {
        field: 'document',
        rule,
        message: { zh, en },
        ...(row === undefined ? {} : { row }),
        ...(value === undefined ? {} : { value }),
      },
    ]);
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text))
    throw refuse(
      'doctype',
      '文件里有文档类型或实体声明，为安全起见不读入。LimeSurvey 导出的文件没有这种声明。',
      'The file declares a document type or entities and is not read, for safety. LimeSurvey writes none.',
    );
  const verdict = XMLValidator.validate(text);
  if (verdict !== true)
    throw refuse(
      'not-xml',
      'XML 不完整或不正确，文件可能只有一半。',
      'The XML is incomplete or wrong; the file may be only half of itself.',
      verdict.err.line,
      verdict.err.msg.slice(0, 120),
    );
  const parser = new XMLParser({
    parseTagValue: false,
    ignoreAttributes: true,
    trimValues: false,
    processEntities: true,
    maxNestedTags: deepestElement,
    isArray: (name) => name === 'row',
  });
  let document: unknown;
  try {
    document = (parser.parse(text) as Record<string, unknown>).document;
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 120) : '';
    throw refuse('not-xml', 'XML 无法读取。', 'The XML cannot be read.', undefined, why);
  }
  const type = isRecord(document) ? plain(document.LimeSurveyDocType) : '';
  if (!isRecord(document) || type !== 'Survey')
    throw refuse(
      'not-lss',
      '这不是 LimeSurvey 的问卷结构文件（LimeSurveyDocType 应为 Survey）。',
      'This is no LimeSurvey survey structure (LimeSurveyDocType must be Survey).',
      undefined,
      type,
    );
  const root = document;
  const languages = isRecord(root.languages) ? listOf(root.languages.language).map(plain) : [];
  const section = (name: string): LssRow[] => {
    const table = root[name];
    const rows = isRecord(table) && isRecord(table.rows) ? listOf(table.rows.row) : [];
    if (rows.length > mostRows)
      throw refuse(
        'too-many-rows',
        `${name} 有 ${rows.length} 行，最多允许 ${mostRows} 行。`,
        `${name} has ${rows.length} rows; at most ${mostRows} are allowed.`,
      );
    return rows
      .filter(isRecord)
      .map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])));
  };
  return { languages, section, names: Object.keys(root) };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
