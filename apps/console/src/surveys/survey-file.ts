import { localized, type Localized } from '@mingjian/contract';
import { itemMapping, type ItemMapping, surveyJson, type SurveyJson } from '@mingjian/contract/surveys';

/** What a survey file holds: everything needed to make the same survey in another cycle. */
export interface SurveyFile {
  title: Localized;
  json: SurveyJson;
  items: ItemMapping[];
}

const items = itemMapping.array();

/**
 * Reads a survey file of the console or a bare SurveyJS definition. Items that the file does not map get a first guess
 * from their question type; the person corrects it.
 * @throws {SyntaxError} when the text is not JSON, or zod's error when it is no definition
 */
export function readSurveyFile(text: string): SurveyFile {
  const value = surveyJson.parse(JSON.parse(text));
  if (value['json'] === undefined) return { title: titleOf(value), json: value, items: mapItems(value, []) };
  const json = surveyJson.parse(value['json']);
  const title = localized.safeParse(value['title']);
  const mapped = items.safeParse(value['items']);
  return {
    title: title.success ? title.data : titleOf(json),
    json,
    items: mapItems(json, mapped.success ? mapped.data : []),
  };
}

export function writeSurveyFile(survey: SurveyFile): string {
  return `${JSON.stringify({ title: survey.title, items: survey.items, json: survey.json }, null, 2)}\n`;
}

/** One mapping per question of the definition, in its order; known mappings are kept. */
function mapItems(json: SurveyJson, known: ItemMapping[]): ItemMapping[] {
  return questionsOf(json).map(
    (question) =>
      known.find((item) => item.code === question.name) ?? {
        code: question.name,
        role: question.type === 'comment' || question.type === 'text' ? 'open' : 'demographic',
        text: question.title,
        dimension: null,
        indicatorCode: null,
        correctValue: null,
      },
  );
}

interface Question {
  name: string;
  type: string;
  title: Localized;
}

function questionsOf(json: SurveyJson): Question[] {
  const found: Question[] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    const element = node as Record<string, unknown>;
    for (const list of [element['pages'], element['elements'], element['questions']]) {
      if (Array.isArray(list)) list.forEach(visit);
    }
    const { name, type } = element;
    if (
      typeof name === 'string' &&
      typeof type === 'string' &&
      !['panel', 'page', 'html', 'image'].includes(type)
    ) {
      found.push({ name, type, title: textOf(element['title'], name) });
    }
  };
  visit(json);
  return found;
}

/** SurveyJS writes a text as a string or as one string per locale. */
function textOf(value: unknown, otherwise: string): Localized {
  if (typeof value === 'string') return { zh: value, en: value };
  if (typeof value !== 'object' || value === null) return { zh: otherwise, en: otherwise };
  const texts = value as Record<string, unknown>;
  const pick = (...keys: string[]) => keys.map((key) => texts[key]).find((text) => typeof text === 'string');
  const zh = pick('zh-cn', 'zh', 'zh-CN', 'default') ?? otherwise;
  return { zh: String(zh), en: String(pick('en', 'default') ?? zh) };
}

function titleOf(json: SurveyJson): Localized {
  return textOf(json['title'], '');
}
