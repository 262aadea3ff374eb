import { itemCodePattern } from '../item';
import { isRecord } from '../survey-elements';
import { namesIn, type Draft } from './draft';
import { withJson } from './rearranged';

/** Gives a question, or a row of a matrix, another code; what speaks of it follows. */
export function renamed(draft: Draft, from: string, to: string): Draft {
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
