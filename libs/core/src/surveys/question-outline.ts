import type { Localized } from '@mingjian/contract/localized';
import type { SurveyJson } from '@mingjian/contract/surveys';

/** One question of a definition with where it stands: its page, the panels around it, and when they show. */
export interface OutlineQuestion {
  code: string;
  type: string;
  definition: Record<string, unknown>;
  /** The page first, then the panels, outermost first. */
  within: Record<string, unknown>[];
}

/** Elements that take no answer. */
const displayOnly: ReadonlySet<string> = new Set(['html', 'image']);

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function recordsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Every question in reading order, pages and panels opened. */
export function questionOutline(json: SurveyJson): OutlineQuestion[] {
  const opened = (element: Record<string, unknown>, within: Record<string, unknown>[]): OutlineQuestion[] => {
    const type = String(element.type ?? '');
    if (type === 'panel') return inside(element, [...within, element]);
    if (displayOnly.has(type)) return [];
    return [{ code: String(element.name ?? ''), type, definition: element, within }];
  };
  const inside = (container: Record<string, unknown>, within: Record<string, unknown>[]) =>
    recordsIn(container.elements ?? container.questions).flatMap((element) => opened(element, within));
  return [...recordsIn(json.pages).flatMap((page) => inside(page, [page])), ...inside(json, [])];
}

/** A SurveyJS text, written plainly (then Chinese) or one string a locale; empty where there is none. */
export function textOf(value: unknown): Localized {
  if (typeof value === 'string') return { zh: value, en: '' };
  if (typeof value === 'number') return { zh: String(value), en: '' };
  if (!isRecord(value)) return { zh: '', en: '' };
  const pick = (...keys: string[]) =>
    keys.map((key) => value[key]).find((text): text is string => typeof text === 'string') ?? '';
  return { zh: pick('zh-cn', 'zh', 'zh-CN', 'default'), en: pick('en') };
}

/** Entries of a list of choices, rows or columns, written plainly or as `{ value, text }`. */
export function entriesOf(list: unknown): { value: string; text: Localized }[] {
  if (!Array.isArray(list)) return [];
  return list.map((entry: unknown) => {
    if (!isRecord(entry)) return { value: String(entry), text: { zh: '', en: '' } };
    return { value: String(entry.value ?? ''), text: textOf(entry.text) };
  });
}
