import { itemCodesOf, questionsOf } from '../survey-elements';
import type { Item } from '../item';
import { nameOf, readChoices, readText, withSections, type Draft, type Section } from './draft';
import { firstRole, kindOf } from './question-kinds';

/**
 * The mappings of a definition in reading order: known ones are kept, each with the text that its question shows now,
 * new ones get the use that is usual for their kind.
 */
export function itemsFor(json: Draft['json'], known: readonly Item[]): Item[] {
  const mapped = new Map(known.map((item) => [item.code, item]));
  return questionsOf(json).flatMap((question) => {
    const kind = kindOf(question.definition);
    const rows = new Map(readChoices(question.definition.rows).map((row) => [String(row.value), row.text]));
    return itemCodesOf(question).map((code) => {
      const shown = question.type === 'matrix' ? rows.get(code) : readText(question.definition.title);
      const text = shown && (shown.zh !== '' || shown.en !== '') ? shown : { zh: code, en: code };
      const item = mapped.get(code);
      return item
        ? { ...item, text }
        : {
            code,
            role: kind === null ? 'descriptive' : firstRole(kind),
            text,
            dimension: null,
            indicatorCode: null,
            correctValue: null,
          };
    });
  });
}

export function withJson(draft: Draft, json: Draft['json']): Draft {
  return { ...draft, json, items: itemsFor(json, draft.items) };
}

export function rearranged(draft: Draft, sections: readonly Section[]): Draft {
  return withJson(draft, withSections(draft.json, sections));
}

export function indexIn(section: Section, name: string): number {
  return section.elements.findIndex((element) => nameOf(element) === name);
}

export function without(section: Section, name: string): Section {
  return { ...section, elements: section.elements.filter((element) => nameOf(element) !== name) };
}
