import { nameOf, type Edit, type Section } from '@mingjian/questionnaire/editing';

/** What is being edited: an item or a section, by name. */
export interface Chosen {
  kind: 'item' | 'section';
  name: string;
}

export const sectionId = (name: string) => `section:${name}`;
export const itemId = (name: string) => `item:${name}`;

/** Where a row goes that is dropped on another: an item beside it, a section in the place of the other's section. */
export function afterDrop(sections: readonly Section[], active: string, over: string): Edit | null {
  const rows = sections.flatMap(({ name, elements }, index) => [
    { id: sectionId(name), section: index },
    ...elements.map((element) => ({ id: itemId(nameOf(element)), section: index })),
  ]);
  const from = rows.findIndex(({ id }) => id === active);
  const to = rows.findIndex(({ id }) => id === over);
  const [moving, target] = [rows[from], rows[to]];
  if (moving === undefined || target === undefined) return null;
  const name = active.slice(active.indexOf(':') + 1);
  if (active.startsWith('section:')) return { do: 'stepSection', name, by: target.section - moving.section };
  const rest = rows.filter(({ id }) => id !== active);
  const place = rest.findIndex(({ id }) => id === over) + (from < to ? 1 : 0);
  const head = rest.slice(0, place).findLastIndex(({ id }) => id.startsWith('section:'));
  const section = sections[rest[Math.max(head, 0)]?.section ?? 0];
  return section ? { do: 'move', name, section: section.name, at: Math.max(0, place - head - 1) } : null;
}

/** Where a new item goes: behind the chosen one, at the end of the chosen section, or at the very end. */
export function placeOfNew(
  sections: readonly Section[],
  chosen: Chosen | null,
): { section: string; at: number } {
  const holder = sections.find(
    ({ name, elements }) =>
      (chosen?.kind === 'section' && name === chosen.name) ||
      (chosen?.kind === 'item' && elements.some((element) => nameOf(element) === chosen.name)),
  );
  const section = holder ?? sections.at(-1);
  const at = section?.elements.findIndex((element) => nameOf(element) === chosen?.name) ?? -1;
  return { section: section?.name ?? '', at: at < 0 ? (section?.elements.length ?? 0) : at + 1 };
}
