import type { SurveyJson } from '@mingjian/contract/surveys';

/** The values that a question of a SurveyJS definition offers, as text and in their order; none when it has no list. */
export function choicesOf(json: SurveyJson, question: string): string[] {
  const found = find(json, question);
  const choices = found?.['choices'];
  if (!Array.isArray(choices)) return [];
  return choices.flatMap((choice: unknown) => {
    if (typeof choice === 'string' || typeof choice === 'number') return [String(choice)];
    if (typeof choice !== 'object' || choice === null || !('value' in choice)) return [];
    const { value } = choice;
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
}

function find(node: unknown, name: string): Record<string, unknown> | null {
  if (typeof node !== 'object' || node === null) return null;
  const element = node as Record<string, unknown>;
  if (element['name'] === name && typeof element['type'] === 'string') return element;
  for (const list of [element['pages'], element['elements']]) {
    if (!Array.isArray(list)) continue;
    for (const child of list) {
      const found = find(child, name);
      if (found) return found;
    }
  }
  return null;
}
