import type { CarriedSurvey } from '@mingjian/contract/surveys';
import iconv from 'iconv-lite';
import { badQuestionnaire } from './losses';
import { readLss } from './lss-read';
import { readSurveyJs } from './surveyjs-read';
import { readXlsForm } from './xlsform-read';
import { readWorkbook } from './xlsform-workbook';

const largestText = 8_000_000;
const endings = { workbook: ['xlsx'], xml: ['lss', 'xml'], json: ['json'] } as const;
type Content = keyof typeof endings;

/**
 * Reads a questionnaire of another program by what it is, not by what it is called; where the two differ it says so
 * rather than guess.
 *
 * @throws Problem 422 `bad-questionnaire-file`
 */
export async function readQuestionnaire(name: string, bytes: Uint8Array): Promise<CarriedSurvey> {
  const content = contentOf(bytes);
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (content === null) throw unknownContent(name, bytes);
  if (!(endings[content] as readonly string[]).includes(ending)) {
    throw badQuestionnaire([
      {
        field: name,
        value: ending,
        rule: 'not-what-it-says',
        message: {
          zh: `文件名以 .${ending} 结尾，内容却是 ${nameOf[content].zh}。请核对是否选错了文件。`,
          en: `The name ends in .${ending}, but the content is ${nameOf[content].en}. Check that it is the right file.`,
        },
      },
    ]);
  }
  if (content === 'workbook') return readXlsForm(await readWorkbook(bytes));
  const text = textOf(name, bytes);
  return content === 'xml' ? readLss(text) : readSurveyJs(text);
}

const nameOf = {
  workbook: { zh: 'Excel 工作簿', en: 'an Excel workbook' },
  xml: { zh: 'XML（LimeSurvey）', en: 'XML (LimeSurvey)' },
  json: { zh: 'JSON（SurveyJS）', en: 'JSON (SurveyJS)' },
};

function contentOf(bytes: Uint8Array): Content | null {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'workbook';
  const start = Buffer.from(bytes.subarray(0, 200))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start.startsWith('<')) return 'xml';
  return start.startsWith('{') ? 'json' : null;
}

function textOf(name: string, bytes: Uint8Array): string {
  if (bytes.length > largestText) {
    const message = { zh: '文件超过 8 MB。', en: 'The file is larger than 8 MB.' };
    throw badQuestionnaire([{ field: name, value: String(bytes.length), rule: 'too-large', message }]);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const message = {
      zh: '文件不是 UTF-8 编码，请另存为 UTF-8。',
      en: 'The file is not UTF-8; save it as UTF-8.',
    };
    throw badQuestionnaire([{ field: name, rule: 'encoding', message }]);
  }
}

/** None of the three: a table of values is told by its first line, read as UTF-8 or GBK. */
function unknownContent(name: string, bytes: Uint8Array) {
  const start = bytes.subarray(0, 4000);
  const utf8 = new TextDecoder('utf-8').decode(start);
  const text = utf8.includes('\ufffd') ? iconv.decode(Buffer.from(start), 'gb18030') : utf8;
  const firstLine = text.split(/\r?\n/)[0] ?? '';
  const isTable = !text.includes('\0') && /[,\t;]/.test(firstLine);
  return badQuestionnaire([
    {
      field: name,
      row: 1,
      value: text.includes('\0') ? '' : firstLine.slice(0, 60),
      rule: isTable ? 'table-not-questionnaire' : 'unknown-format',
      message: isTable
        ? {
            zh: '这是 CSV 表格。XLSForm 请保存为 .xlsx，含 survey 和 choices 两个工作表。',
            en: 'This is a CSV table. Save an XLSForm as .xlsx, with the sheets survey and choices.',
          }
        : {
            zh: '认不出这种文件。可以导入 XLSForm（.xlsx）、LimeSurvey（.lss）和 SurveyJS（.json）。',
            en: 'This kind of file is not known. XLSForm (.xlsx), LimeSurvey (.lss) and SurveyJS (.json) can be imported.',
          },
    },
  ]);
}
