import type { BothLanguages } from './item';
import { isRecord, type SurveyDefinition } from './survey-elements';

/** Where a text of a definition stands, in words: the item it belongs to, and which of its texts it is. */
export interface TextPlace {
  /** The item's code; empty where the text belongs to a section or to the whole survey. */
  field: string;
  part: BothLanguages;
}

const parts: Readonly<Record<string, BothLanguages>> = {
  title: { zh: '题目', en: 'wording' },
  description: { zh: '说明', en: 'help text' },
  html: { zh: '说明文字', en: 'text' },
  placeholder: { zh: '输入框提示', en: 'hint in the box' },
  requiredErrorText: { zh: '漏答提示', en: 'text for a missing answer' },
  minRateDescription: { zh: '左端说明', en: 'words at the lower end' },
  maxRateDescription: { zh: '右端说明', en: 'words at the upper end' },
  labelTrue: { zh: '“是”的文字', en: 'words for yes' },
  labelFalse: { zh: '“否”的文字', en: 'words for no' },
};
const surveyParts: Readonly<Record<string, BothLanguages>> = {
  title: { zh: '问卷标题', en: 'title of the survey' },
  description: { zh: '问卷说明', en: 'introduction of the survey' },
  completedHtml: { zh: '结束语', en: 'closing words' },
};
const entries: Readonly<Record<string, BothLanguages>> = {
  choices: { zh: '选项', en: 'choice' },
  rateValues: { zh: '选项', en: 'choice' },
  columns: { zh: '选项', en: 'choice' },
  rows: { zh: '陈述', en: 'statement' },
};

/** @param path keys from the definition down to the text, such as `pages`, `0`, `elements`, `2`, `title` */
export function placeOfText(json: SurveyDefinition, path: readonly string[]): TextPlace {
  const key = path.at(-1) ?? '';
  let [at, field]: [unknown, string] = [json, ''];
  let entry: BothLanguages | null = null;
  for (const [depth, step] of path.entries()) {
    at = Array.isArray(at) || isRecord(at) ? (at as Record<string, unknown>)[step] : undefined;
    const list = path[depth - 1] ?? '';
    if (!isRecord(at)) continue;
    if (list === 'elements' || list === 'questions') field = String(at.name ?? '');
    const kind = entries[list];
    if (kind) entry = { zh: `${kind.zh}“${String(at.value)}”`, en: `${kind.en} “${String(at.value)}”` };
  }
  if (entry !== null) return { field, part: entry };
  if (field !== '') return { field, part: parts[key] ?? { zh: key, en: key } };
  const part = surveyParts[key] ?? { zh: key, en: key };
  if (path[0] !== 'pages') return { field, part };
  const section = Number(path[1]) + 1;
  const own = key === 'title' ? { zh: '标题', en: 'title' } : (parts[key] ?? { zh: key, en: key });
  return { field, part: { zh: `第 ${section} 部分的${own.zh}`, en: `${own.en} of section ${section}` } };
}
