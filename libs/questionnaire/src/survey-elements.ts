/** A SurveyJS definition as it comes from JSON. */
export type SurveyDefinition = Record<string, unknown>;

/** One question of a definition, panels and pages opened. */
export interface QuestionDefinition {
  name: string;
  type: string;
  definition: Record<string, unknown>;
}

/** Elements that only show something and take no answer. */
const displayOnly: ReadonlySet<string> = new Set(['html', 'image', 'panel']);

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Every element in reading order: questions, panels and what only shows something. */
function elementsOf(survey: SurveyDefinition): Record<string, unknown>[] {
  const opened = (container: Record<string, unknown>): Record<string, unknown>[] =>
    listOf(container.elements ?? container.questions).flatMap((element) => [element, ...opened(element)]);
  return [...listOf(survey.pages).flatMap(opened), ...opened(survey)];
}

/** Every question that takes an answer, in reading order. */
export function questionsOf(survey: SurveyDefinition): QuestionDefinition[] {
  return elementsOf(survey)
    .map((definition) => ({
      name: String(definition.name ?? ''),
      type: String(definition.type ?? ''),
      definition,
    }))
    .filter((question) => !displayOnly.has(question.type));
}

/** Pages and panels, which may themselves be required or conditional. */
export function containersOf(survey: SurveyDefinition): Record<string, unknown>[] {
  return [...listOf(survey.pages), ...elementsOf(survey).filter((element) => element.type === 'panel')];
}

/** Visits every value of a definition with its path, such as `pages.0.elements.2.title.en`. */
export function visitDefinition(
  value: unknown,
  visit: (path: string[], value: unknown) => void,
  path: string[] = [],
): void {
  visit(path, value);
  if (Array.isArray(value))
    value.forEach((part, index) => visitDefinition(part, visit, [...path, String(index)]));
  else if (isRecord(value)) {
    for (const [key, part] of Object.entries(value)) visitDefinition(part, visit, [...path, key]);
  }
}

/** The values of a list of choices, columns or rows, written either plainly or as `{ value, text }`. */
export function valuesOf(list: unknown): (string | number)[] {
  if (!Array.isArray(list)) return [];
  return list
    .map((entry: unknown) => (isRecord(entry) ? entry.value : entry))
    .filter((value): value is string | number => typeof value === 'string' || typeof value === 'number');
}
