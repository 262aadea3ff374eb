import { nameOf, sectionsOf, type Draft } from './draft';
import { indexIn, rearranged, without } from './rearranged';

export function placed<Value>(list: readonly Value[], from: number, to: number): Value[] {
  const rest = list.filter((_, index) => index !== from);
  const moving = list.slice(from, from + 1);
  return [...rest.slice(0, to), ...moving, ...rest.slice(to)];
}

export function moved(draft: Draft, name: string, into: string, at: number): Draft {
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
export function stepped(draft: Draft, name: string, by: -1 | 1): Draft {
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
