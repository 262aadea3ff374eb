import type { Audience, BothLanguages, Item } from '../item';
import { added, duplicated, withChoices } from './adding';
import { freeName, mapElement, sectionsOf, writeText, type Draft, type Element } from './draft';
import { moved, placed, stepped } from './moving';
import type { QuestionKind } from './question-kinds';
import { indexIn, rearranged, withJson, without } from './rearranged';
import { renamed } from './renaming';

/** One thing that a person does to a draft. */
export type Edit =
  | { do: 'title'; title: BothLanguages }
  | {
      do: 'add';
      kind: QuestionKind;
      texts: readonly BothLanguages[];
      audience: Audience;
      section: string;
      at: number;
    }
  | { do: 'remove'; name: string }
  | { do: 'duplicate'; name: string }
  | { do: 'move'; name: string; section: string; at: number }
  | { do: 'step'; name: string; by: -1 | 1 }
  | { do: 'rename'; name: string; to: string }
  | { do: 'question'; name: string; change: Element }
  | {
      do: 'addChoices';
      name: string;
      list: 'choices' | 'rows';
      texts: readonly BothLanguages[];
      audience: Audience;
    }
  | { do: 'map'; code: string; change: Partial<Omit<Item, 'code' | 'text'>> }
  | { do: 'addSection'; title: BothLanguages }
  | { do: 'section'; name: string; change: Element }
  | { do: 'removeSection'; name: string }
  | { do: 'stepSection'; name: string; by: number }
  | { do: 'replace'; draft: Draft };

/**
 * The draft after an edit. The draft given stays as it was; an edit that cannot be done (a name that is taken, a
 * question that is gone) leaves the very same draft, which tells that nothing happened.
 */
export function applyEdit(draft: Draft, edit: Edit): Draft {
  const { json } = draft;
  const sections = sectionsOf(json);
  switch (edit.do) {
    case 'title':
      return {
        ...draft,
        title: edit.title,
        json: { ...json, title: writeText(edit.title, json.title) },
      };
    case 'add':
      return added(draft, edit);
    case 'remove':
      return sections.some((section) => indexIn(section, edit.name) >= 0)
        ? rearranged(
            draft,
            sections.map((section) => without(section, edit.name)),
          )
        : draft;
    case 'duplicate':
      return duplicated(draft, edit.name);
    case 'move':
      return moved(draft, edit.name, edit.section, edit.at);
    case 'step':
      return stepped(draft, edit.name, edit.by);
    case 'rename':
      return renamed(draft, edit.name, edit.to);
    case 'question':
      return withJson(
        draft,
        mapElement(json, edit.name, (element) => changed(element, edit.change)),
      );
    case 'addChoices':
      return withChoices(draft, edit);
    case 'map':
      return {
        ...draft,
        items: draft.items.map((item) => (item.code === edit.code ? { ...item, ...edit.change } : item)),
      };
    case 'addSection': {
      const name = freeName(json, 'page');
      const page = { name, title: writeText(edit.title, undefined) };
      return rearranged(draft, [...sections, { name, page, elements: [] }]);
    }
    case 'section':
      return rearranged(
        draft,
        sections.map((section) =>
          section.name === edit.name ? { ...section, page: changed(section.page, edit.change) } : section,
        ),
      );
    case 'removeSection':
      return rearranged(
        draft,
        sections.filter((section) => section.name !== edit.name),
      );
    case 'stepSection': {
      const from = sections.findIndex((section) => section.name === edit.name);
      const to = from + edit.by;
      if (from < 0 || to < 0 || to >= sections.length) return draft;
      return rearranged(draft, placed(sections, from, to));
    }
    case 'replace':
      return withJson({ ...edit.draft }, edit.draft.json);
  }
}

/** Keys set to undefined are taken away. */
function changed(element: Element, change: Element): Element {
  return Object.fromEntries(
    Object.entries({ ...element, ...change }).filter(([, value]) => value !== undefined),
  );
}
