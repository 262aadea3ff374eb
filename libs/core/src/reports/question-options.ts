import type { ReportItem } from '@mingjian/contract/reports';
import type { SurveyVersion } from '@mingjian/contract/surveys';

/** The questions of the published versions as a report quotes them; demographic ones with the answers they offer. */
export function reportItems(versions: readonly SurveyVersion[]): ReportItem[] {
  return versions.flatMap(({ audience, items, json }) => {
    const options = optionsByQuestion(json);
    return items.map(({ code, role, text, dimension, indicatorCode }) => ({
      audience,
      code,
      role,
      text,
      dimension,
      indicatorCode,
      options: role === 'demographic' ? (options.get(code) ?? []) : [],
    }));
  });
}

/** What each question of a SurveyJS definition offers, by its name. */
export function optionsByQuestion(json: SurveyVersion['json']): Map<string, ReportItem['options']> {
  return new Map(questionsIn(json).map(({ name, choices }) => [String(name), optionsOf(choices)]));
}

interface Question {
  name: unknown;
  choices: unknown;
}

/** Every question of a SurveyJS definition, through pages and panels. */
function questionsIn(node: unknown): Question[] {
  if (Array.isArray(node)) return node.flatMap(questionsIn);
  if (!isRecord(node)) return [];
  const own =
    typeof node.name === 'string' && 'choices' in node ? [{ name: node.name, choices: node.choices }] : [];
  return [...own, ...questionsIn(node.pages), ...questionsIn(node.elements)];
}

function optionsOf(choices: unknown): ReportItem['options'] {
  if (!Array.isArray(choices)) return [];
  return choices.map((choice: unknown) => {
    if (!isRecord(choice)) return { value: String(choice), text: { zh: String(choice), en: String(choice) } };
    const value = String(choice.value);
    const text = choice.text;
    if (typeof text === 'string') return { value, text: { zh: text, en: text } };
    const word = (...keys: string[]) => {
      const found = isRecord(text)
        ? keys.map((key) => text[key]).find((each) => typeof each === 'string')
        : null;
      return typeof found === 'string' ? found : value;
    };
    return { value, text: { zh: word('zh-cn', 'default'), en: word('en', 'default') } };
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
