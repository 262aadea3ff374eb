import type { Language } from '@mingjian/contract/localized';
import type { SurveyJson } from '@mingjian/contract/surveys';

const SECONDS_PER_QUESTION = 8;
const withoutAnswer: ReadonlySet<string> = new Set(['html', 'image', 'panel']);

type Element = Record<string, unknown>;

function elementsIn(container: Element): Element[] {
  const own = [container.pages, container.elements]
    .flatMap((list) => (Array.isArray(list) ? (list as Element[]) : []))
    .filter((element) => typeof element === 'object' && element !== null);
  return own.concat(own.flatMap(elementsIn));
}

function questionsIn(json: SurveyJson): Element[] {
  return elementsIn(json).filter(
    (element) => typeof element.type === 'string' && !withoutAnswer.has(element.type),
  );
}

/** How long the questionnaire is, told before it starts. */
export function lengthOf(json: SurveyJson): { minutes: number; questions: number } {
  const questions = questionsIn(json).length;
  return { questions, minutes: Math.max(1, Math.round((questions * SECONDS_PER_QUESTION) / 60)) };
}

/** A question's own words, to name it in an error. */
export function questionTitle(json: SurveyJson, name: string, language: Language): string {
  const title = questionsIn(json).find((question) => question.name === name)?.title;
  if (typeof title === 'string') return title;
  const texts = (title ?? {}) as Readonly<Record<string, string | undefined>>;
  return (language === 'en' ? texts.en : texts['zh-cn']) ?? texts['zh-cn'] ?? name;
}
