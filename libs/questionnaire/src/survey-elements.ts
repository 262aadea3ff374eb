/** A SurveyJS definition as it comes from JSON. */
export type SurveyDefinition = Record<string, unknown>;

/** One question of a definition, panels and pages opened. */
export interface QuestionDefinition {
  name: string;
  type: string;
  definition: Record<string, unknown>;
  /** The page and the panels around it, outermost first. */
  within: readonly Record<string, unknown>[];
}

/** Elements that only show something and take no answer. */
const displayOnly: ReadonlySet<string> = new Set(['html', 'image', 'panel']);

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

interface PlacedElement {
  element: Record<string, unknown>;
  within: readonly Record<string, unknown>[];
}

/** Every element in reading order: questions, panels and what only shows something. */
function elementsOf(survey: SurveyDefinition): PlacedElement[] {
  const opened = (
    container: Record<string, unknown>,
    within: readonly Record<string, unknown>[],
  ): PlacedElement[] =>
    listOf(container.elements ?? container.questions).flatMap((element) => [
      { element, within },
      ...opened(element, [...within, element]),
    ]);
  return [...listOf(survey.pages).flatMap((page) => opened(page, [page])), ...opened(survey, [])];
}

/** Every question that takes an answer, in reading order. */
export function questionsOf(survey: SurveyDefinition): QuestionDefinition[] {
  return elementsOf(survey)
    .map(({ element, within }) => ({
      name: String(element.name ?? ''),
      type: String(element.type ?? ''),
      definition: element,
      within,
    }))
    .filter((question) => !displayOnly.has(question.type));
}

/**
 * The item codes of a question: its own name, or those of its rows. Each row of a Likert matrix is an item of its own
 * for the statistics; the matrix itself only says how they stand on the page.
 */
export function itemCodesOf({ name, type, definition }: QuestionDefinition): string[] {
  return type === 'matrix' ? valuesOf(definition.rows).map(String) : [name];
}

/** Pages and panels, which may themselves be required or conditional. */
export function containersOf(survey: SurveyDefinition): Record<string, unknown>[] {
  return [
    ...listOf(survey.pages),
    ...elementsOf(survey)
      .map(({ element }) => element)
      .filter((element) => element.type === 'panel'),
  ];
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
