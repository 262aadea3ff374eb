import type { Item } from '../item';
import { itemsFor } from './rearranged';
import {
  codesOfElement,
  nameOf,
  sectionsOf,
  withoutKeys,
  withSections,
  type Draft,
  type Element,
  type Section,
} from './draft';

/** 合并: what two people did to the same part of a draft, differently. */
export interface Conflict {
  /** `item P-01`, `section page2`, `title` or `survey`. */
  key: string;
  kind: 'item' | 'section' | 'title' | 'survey';
  name: string;
  mine: Part | null;
  theirs: Part | null;
}

/** A part of a draft that is taken from one side or the other as a whole; null where that side removed it. */
export interface Part {
  value: unknown;
  items: Item[];
}

export interface Merged {
  draft: Draft;
  conflicts: Conflict[];
}

/**
 * Merges two drafts that began as `base`. What only one of them changed is taken; what both changed differently is a
 * conflict, in which mine is kept until the person chooses. Nothing is lost: a part that one removed and the other
 * changed is kept and named.
 * @param choices by key of the conflict: whose is taken
 */
export function mergeDrafts(
  base: Draft,
  mine: Draft,
  theirs: Draft,
  choices: Readonly<Record<string, 'mine' | 'theirs'>> = {},
): Merged {
  const parts = [base, mine, theirs].map(partsOf) as [Parts, Parts, Parts];
  const conflicts: Conflict[] = [];
  const taken = new Map<string, Part>();
  const keys = new Set(parts.flatMap((each) => [...each.keys()]));
  for (const key of keys) {
    const [before, own, other] = parts.map((each) => each.get(key) ?? null) as [
      Part | null,
      Part | null,
      Part | null,
    ];
    let chosen: Part | null;
    if (same(own, other) || same(other, before)) chosen = own;
    else if (same(own, before)) chosen = other;
    else {
      conflicts.push({ ...named(key), mine: own, theirs: other });
      const choice = choices[key];
      chosen = choice === 'theirs' ? other : choice === 'mine' ? own : (own ?? other);
    }
    if (chosen !== null) taken.set(key, chosen);
  }
  return { draft: assembled(taken, sectionsFor(base, mine, theirs, taken)), conflicts };
}

type Parts = Map<string, Part>;

function named(key: string): Pick<Conflict, 'key' | 'kind' | 'name'> {
  const [kind = 'survey', name = ''] = key.split(' ');
  return { key, kind: kind as Conflict['kind'], name };
}

function partsOf({ title, json, items }: Draft): Parts {
  const rest = withoutKeys(json, ['pages', 'elements', 'questions', 'title']);
  const parts: Parts = new Map([
    ['title', { value: title, items: [] }],
    ['survey', { value: rest, items: [] }],
  ]);
  for (const { name, page, elements } of sectionsOf(json)) {
    const own = withoutKeys(page, ['elements', 'name']);
    parts.set(`section ${name}`, { value: own, items: [] });
    for (const element of elements) {
      const codes = codesOfElement(element);
      parts.set(`item ${nameOf(element)}`, {
        value: element,
        items: items.filter((item) => codes.includes(item.code)),
      });
    }
  }
  return parts;
}

/** Where everything stands: in my order if I moved anything, else in theirs; what the other side added joins it. */
function sectionsFor(base: Draft, mine: Draft, theirs: Draft, taken: Parts): Map<string, string[]> {
  const [before, own, other] = [base, mine, theirs].map(orderOf) as [Order, Order, Order];
  const common = (order: Order) => {
    const present = new Set([...before.places].filter((key) => own.set.has(key) && other.set.has(key)));
    return order.places.filter((key) => present.has(key)).join('\n');
  };
  const iMoved = common(own) !== common(before);
  const [lead, follow] = iMoved ? [own, other] : [other, own];
  const order = [...lead.places];
  for (const [index, key] of follow.places.entries()) {
    if (lead.set.has(key)) continue;
    const previous = follow.places
      .slice(0, index)
      .reverse()
      .find((each) => order.includes(each));
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, key);
  }
  const sections = new Map<string, string[]>();
  const orphans: string[] = [];
  let current: string[] | null = null;
  for (const key of order) {
    if (!taken.has(key)) continue;
    if (key.startsWith('section ')) {
      current = [];
      sections.set(key.slice('section '.length), current);
    } else (current ?? orphans).push(key.slice('item '.length));
  }
  if (orphans.length > 0) {
    const first = [...sections.values()][0];
    if (first) first.unshift(...orphans);
    else sections.set('page1', orphans);
  }
  return sections;
}

interface Order {
  places: string[];
  set: Set<string>;
}

function orderOf({ json }: Draft): Order {
  const places = sectionsOf(json).flatMap(({ name, elements }) => [
    `section ${name}`,
    ...elements.map((element) => `item ${nameOf(element)}`),
  ]);
  return { places, set: new Set(places) };
}

function assembled(taken: Parts, order: ReadonlyMap<string, readonly string[]>): Draft {
  const title = taken.get('title')?.value as Draft['title'];
  const rest = taken.get('survey')?.value as Draft['json'];
  const sections: Section[] = [...order].map(([name, elements]) => ({
    name,
    page: (taken.get(`section ${name}`)?.value ?? {}) as Record<string, unknown>,
    elements: elements.flatMap((each) => {
      const part = taken.get(`item ${each}`);
      return part ? [part.value as Element] : [];
    }),
  }));
  const json = withSections({ ...rest, title: { 'zh-cn': title.zh, en: title.en } }, sections);
  return {
    title,
    json,
    items: itemsFor(
      json,
      [...taken.values()].flatMap(({ items }) => items),
    ),
  };
}

/** Equal as values, whatever the order of keys. */
export function sameDraft(left: Draft, right: Draft): boolean {
  return same(left, right);
}

function same(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
