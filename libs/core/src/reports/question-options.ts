import type { Localized } from '@mingjian/contract/localized';
import type { ReportItem } from '@mingjian/contract/reports';
import type { SurveyVersion } from '@mingjian/contract/surveys';
import type { Question as ComparedQuestion } from './comparable-year';
import { UNDISCLOSED } from '../aggregation';

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

/** Every question with all that must not change if two years are to be compared. */
export function questionsOf(versions: readonly SurveyVersion[]): ComparedQuestion[] {
  return versions.flatMap(({ audience, items, json }) => {
    const scales = scalesIn(json);
    return items.map(({ code, role, text }) => ({
      audience,
      code,
      role,
      text,
      answers: scales.get(code) ?? null,
    }));
  });
}

/** What a question offers to choose from, by its name, in whatever words the definition has. */
function scalesIn(node: unknown): Map<string, unknown> {
  if (Array.isArray(node)) return new Map(node.flatMap((each) => [...scalesIn(each)]));
  if (!isRecord(node)) return new Map();
  const { type, choices, rateValues, rateMin, rateMax, rateCount, rateType } = node;
  const own: [string, unknown][] =
    typeof node.name === 'string' && node.elements === undefined
      ? [[node.name, { type, choices, rateValues, rateMin, rateMax, rateCount, rateType }]]
      : [];
  return new Map([...own, ...scalesIn(node.pages), ...scalesIn(node.elements)]);
}

/** What each question of a SurveyJS definition offers, by its name. */
export function optionsByQuestion(json: SurveyVersion['json']): Map<string, ReportItem['options']> {
  return new Map(questionsIn(json).map(({ name, choices }) => [String(name), optionsOf(choices)]));
}

/** A raking category in the questionnaire's words: joined ones are joined. */
export function categoryName(category: string, options: ReportItem['options']): Localized {
  const names = category
    .split('+')
    .map((value) =>
      value === UNDISCLOSED
        ? { zh: '不想回答', en: 'no answer' }
        : (options.find((option) => option.value === value)?.text ?? { zh: value, en: value }),
    );
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') };
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
