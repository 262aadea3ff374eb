import { added, duplicated, withChoices } from './adding';
import { freeName, mapElement, sectionsOf, writeText, type Draft, type Element } from './draft';
import type { Edit } from './edit';
import { moved, placed, stepped } from './moving';
import { indexIn, rearranged, withJson, without } from './rearranged';
import { renamed } from './renaming';

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
