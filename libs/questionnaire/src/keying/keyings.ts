import type { AnswerFault } from '../answer-faults';
import { readKeyed, type KeyedItem } from './keyed-items';

/** What was typed, by item code; an item that is not there was left empty. */
export type Keyed = Readonly<Record<string, string>>;

/**
 * 双录比对: the codes of the items that two keyings of one paper read differently, in reading order. How it was typed
 * does not matter, what it says does; for texts that is every character between the first and the last.
 */
export function differences(items: readonly KeyedItem[], first: Keyed, second: Keyed): string[] {
  const said = (item: KeyedItem, keyed: Keyed) => {
    const typed = keyed[item.code] ?? '';
    const reading = readKeyed(item, typed);
    return 'rule' in reading ? `${reading.rule} ${typed.trim()}` : JSON.stringify([reading.value]);
  };
  return items.filter((item) => said(item, first) !== said(item, second)).map(({ code }) => code);
}

/** The keyed answers as they are handed in, by question, and each item that cannot be read; texts are never repeated. */
export function keyedAnswers(
  items: readonly KeyedItem[],
  keyed: Keyed,
): { answers: Record<string, unknown>; faults: AnswerFault[] } {
  const answers: Record<string, unknown> = {};
  const faults: AnswerFault[] = [];
  for (const item of items) {
    const typed = keyed[item.code] ?? '';
    const reading = readKeyed(item, typed);
    if ('rule' in reading) {
      const value = item.kind === 'text' ? {} : { value: typed.trim().slice(0, 40) };
      faults.push({ field: item.code, rule: reading.rule, ...value });
    } else if (reading.value !== undefined) {
      if (item.isRow)
        answers[item.question] = {
          ...(answers[item.question] as object | undefined),
          [item.code]: reading.value,
        };
      else answers[item.question] = reading.value;
    }
  }
  return { answers, faults };
}
