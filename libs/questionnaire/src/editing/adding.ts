import type { Audience, BothLanguages } from '../item';
import { isRecord } from '../survey-elements';
import {
  copyName,
  freeName,
  mapElement,
  nameOf,
  namesIn,
  readChoices,
  sectionsOf,
  writeChoices,
  type Draft,
  type Element,
  type Section,
} from './draft';
import type { Edit } from './edit';
import { newQuestion } from './question-kinds';
import { indexIn, rearranged, withJson } from './rearranged';

/** A letter for the codes of each audience, as the city's questionnaires have them. */
const letters: Readonly<Record<Audience, string>> = { public: 'P', teacher: 'T', student: 'S' };

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

export function added(draft: Draft, edit: Extract<Edit, { do: 'add' }>): Draft {
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

export function duplicated(draft: Draft, name: string): Draft {
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

export function withChoices(draft: Draft, edit: Extract<Edit, { do: 'addChoices' }>): Draft {
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
