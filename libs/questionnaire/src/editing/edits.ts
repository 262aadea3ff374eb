import { itemCodePattern, type Audience, type BothLanguages, type Item } from '../item';
import { isRecord, itemCodesOf, questionsOf } from '../survey-elements';
import {
  copyName,
  freeName,
  mapElement,
  nameOf,
  namesIn,
  readChoices,
  readText,
  sectionsOf,
  withSections,
  writeChoices,
  writeText,
  type Draft,
  type Element,
  type Section,
} from './draft';
import { firstRole, kindOf, newQuestion, type QuestionKind } from './question-kinds';

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

/** A letter for the codes of each audience, as the city's questionnaires have them. */
const letters: Readonly<Record<Audience, string>> = { public: 'P', teacher: 'T', student: 'S' };

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

function withJson(draft: Draft, json: Draft['json']): Draft {
  return { ...draft, json, items: itemsFor(json, draft.items) };
}

function rearranged(draft: Draft, sections: readonly Section[]): Draft {
  return withJson(draft, withSections(draft.json, sections));
}

function indexIn(section: Section, name: string): number {
  return section.elements.findIndex((element) => nameOf(element) === name);
}

function without(section: Section, name: string): Section {
  return { ...section, elements: section.elements.filter((element) => nameOf(element) !== name) };
}

/** Keys set to undefined are taken away. */
function changed(element: Element, change: Element): Element {
  return Object.fromEntries(
    Object.entries({ ...element, ...change }).filter(([, value]) => value !== undefined),
  );
}

function placed<Value>(list: readonly Value[], from: number, to: number): Value[] {
  const rest = list.filter((_, index) => index !== from);
  const moving = list.slice(from, from + 1);
  return [...rest.slice(0, to), ...moving, ...rest.slice(to)];
}

/** The next codes of an audience, such as P-07. */
function nextCodes(draft: Draft, audience: Audience, count: number): string[] {
  const taken = namesIn(draft.json);
  const codes: string[] = [];
  for (let number = 1; codes.length < count; number += 1) {
    const code = `${letters[audience]}-${String(number).padStart(2, '0')}`;
    if (!taken.has(code)) codes.push(code);
  }
  return codes;
}

function added(draft: Draft, edit: Extract<Edit, { do: 'add' }>): Draft {
  const { kind, texts, audience } = edit;
  const sections = sectionsOf(draft.json);
  const target = sections.find((section) => section.name === edit.section) ?? sections.at(-1);
  const base: Draft = target === undefined ? rearranged(draft, [emptySection(draft)]) : draft;
  const codes = nextCodes(base, audience, texts.length);
  const elements =
    kind === 'matrix'
      ? [matrixOf(base, texts, codes, audience)]
      : texts.map((text, index) => newQuestion(kind, codes[index] ?? '', text, audience));
  const into = target?.name ?? sectionsOf(base.json)[0]?.name;
  const after = rearranged(
    base,
    sectionsOf(base.json).map((section) =>
      section.name === into
        ? {
            ...section,
            elements: [
              ...section.elements.slice(0, edit.at),
              ...elements,
              ...section.elements.slice(edit.at),
            ],
          }
        : section,
    ),
  );
  if (kind !== 'attention') return after;
  // An attention item asks for one given answer: 4 unless the author says otherwise.
  return {
    ...after,
    items: after.items.map((item) =>
      codes.includes(item.code) ? { ...item, role: 'attention' as const, correctValue: 4 } : item,
    ),
  };
}

function emptySection(draft: Draft): Section {
  const name = freeName(draft.json, 'page');
  return { name, page: { name }, elements: [] };
}

/** A matrix has no code of its own: its rows are the items. */
function matrixOf(
  draft: Draft,
  texts: readonly BothLanguages[],
  codes: readonly string[],
  audience: Audience,
): Element {
  const rows = texts.map((text, index) => ({ value: codes[index] ?? '', text }));
  const name = freeName(draft.json, `${letters[audience]}-M`);
  const title = { zh: '您对下列各方面满意吗？', en: 'How satisfied are you with each of these?' };
  const asked = audience === 'student' ? { zh: '下面的说法，你同意吗？', en: 'Do you agree?' } : title;
  return newQuestion('matrix', name, asked, audience, rows);
}

function duplicated(draft: Draft, name: string): Draft {
  const sections = sectionsOf(draft.json);
  const element = sections.flatMap(({ elements }) => elements).find((each) => nameOf(each) === name);
  if (element === undefined) return draft;
  const taken = namesIn(draft.json);
  const copies = new Map<string, string>();
  const copied = (from: string): string => {
    const to = copyName(from, taken);
    taken.add(to);
    copies.set(from, to);
    return to;
  };
  const copyOf = (each: Element): Element => ({
    ...each,
    name: copied(nameOf(each)),
    ...(each.type === 'matrix'
      ? {
          rows: (Array.isArray(each.rows) ? each.rows : []).map((row: unknown) =>
            isRecord(row)
              ? { ...row, value: copied(String(row.value)) }
              : { value: copied(String(row)), text: String(row) },
          ),
        }
      : {}),
    ...(Array.isArray(each.elements) ? { elements: each.elements.filter(isRecord).map(copyOf) } : {}),
  });
  const copy = copyOf(element);
  const after = rearranged(
    draft,
    sections.map((section) => {
      const at = indexIn(section, name);
      if (at < 0) return section;
      const { elements } = section;
      return { ...section, elements: [...elements.slice(0, at + 1), copy, ...elements.slice(at + 1)] };
    }),
  );
  const like = new Map(draft.items.map((item) => [copies.get(item.code), item]));
  return {
    ...after,
    items: after.items.map((item) => {
      const original = like.get(item.code);
      return original ? { ...original, code: item.code, text: item.text } : item;
    }),
  };
}

function moved(draft: Draft, name: string, into: string, at: number): Draft {
  const sections = sectionsOf(draft.json);
  const element = sections.flatMap(({ elements }) => elements).find((each) => nameOf(each) === name);
  if (element === undefined || !sections.some((section) => section.name === into)) return draft;
  return rearranged(
    draft,
    sections.map((section) => {
      const { elements } = without(section, name);
      if (section.name !== into) return { ...section, elements };
      const place = Math.max(0, Math.min(at, elements.length));
      return { ...section, elements: [...elements.slice(0, place), element, ...elements.slice(place)] };
    }),
  );
}

/** One place up or down, over the edge of a section into the next. */
function stepped(draft: Draft, name: string, by: -1 | 1): Draft {
  const sections = sectionsOf(draft.json);
  const index = sections.findIndex((section) => indexIn(section, name) >= 0);
  const section = sections[index];
  if (section === undefined) return draft;
  const at = indexIn(section, name) + by;
  if (at >= 0 && at < section.elements.length) return moved(draft, name, section.name, at);
  const neighbour = sections[index + by];
  if (neighbour === undefined) return draft;
  return moved(draft, name, neighbour.name, by < 0 ? neighbour.elements.length : 0);
}

/** Gives a question, or a row of a matrix, another code; what speaks of it follows. */
function renamed(draft: Draft, from: string, to: string): Draft {
  if (!itemCodePattern.test(to) || namesIn(draft.json).has(to) || !namesIn(draft.json).has(from))
    return draft;
  const spoken = new RegExp(`\\{(${from})(?=[}.])`, 'g');
  const spokenRow = new RegExp(`\\{([A-Za-z][\\w-]*)\\.${from}\\}`, 'g');
  const within = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      if ((key === 'name' || key === 'value') && value === from) return to;
      return value.replace(spoken, `{${to}`).replace(spokenRow, (_, matrix: string) => `{${matrix}.${to}}`);
    }
    if (Array.isArray(value)) return value.map((each: unknown) => within(each, ''));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([inner, each]) => [
        inner,
        // The values of choices are answers, not codes.
        inner === 'choices' || inner === 'columns' || inner === 'rateValues' ? each : within(each, inner),
      ]),
    );
  };
  return withJson(
    { ...draft, items: draft.items.map((item) => (item.code === from ? { ...item, code: to } : item)) },
    within(draft.json, '') as Draft['json'],
  );
}

function withChoices(draft: Draft, edit: Extract<Edit, { do: 'addChoices' }>): Draft {
  const { name, list, texts, audience } = edit;
  const codes = list === 'rows' ? nextCodes(draft, audience, texts.length) : [];
  return withJson(
    draft,
    mapElement(draft.json, name, (element) => {
      const before = readChoices(element[list]);
      // Empty lines that a new question starts with give way to what is pasted.
      const kept = before.filter(({ text, imageLink }) => text.zh !== '' || text.en !== '' || imageLink);
      const numbers = kept.map(({ value }) => Number(value)).filter(Number.isFinite);
      const highest = Math.max(0, ...numbers);
      const more = texts.map((text, index) => ({
        value: list === 'rows' ? (codes[index] ?? '') : highest + index + 1,
        text,
      }));
      return { ...element, [list]: writeChoices([...kept, ...more], element[list]) };
    }),
  );
}
