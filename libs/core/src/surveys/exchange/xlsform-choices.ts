import type { Localized } from '@mingjian/contract/localized';
import type { LocalizedFault } from '../../platform';
import type { Losses } from './losses';
import type { Languages } from './xlsform-languages';
import { sheetFault, type XlsForm } from './xlsform-sheets';

/** The lists of answers by their names. */
export type ChoiceLists = ReadonlyMap<string, { value: string; text: Localized }[]>;

export function choiceLists(
  { choices }: XlsForm,
  languages: Languages,
  faults: LocalizedFault[],
  losses: Losses,
): ChoiceLists {
  const lists = new Map<string, { value: string; text: Localized }[]>();
  for (const { row, cells } of choices) {
    const list = (cells.get('list_name') ?? cells.get('list name') ?? '').trim();
    const value = (cells.get('name') ?? cells.get('value') ?? '').trim();
    if (list === '' && value === '') continue;
    if (list === '' || value === '') {
      const message = [
        '每个选项都要有 list_name 和 name。',
        'Each choice needs a list_name and a name.',
      ] as const;
      faults.push(sheetFault({ field: 'choices!name', row }, list || value, 'choice-incomplete', ...message));
      continue;
    }
    const entries = lists.get(list) ?? [];
    if (entries.some((entry) => entry.value === value)) {
      const message = ['同一列表里这个选项出现了两次。', 'The choice is in its list twice.'] as const;
      faults.push(sheetFault({ field: 'choices!name', row }, value, 'choice-twice', ...message));
    }
    entries.push({ value, text: languages.text(cells, 'label') });
    lists.set(list, entries);
    for (const [column, text] of cells) {
      if (text.trim() === '' || /^(list[_ ]name|name|value)$/.test(column) || languages.reads(column))
        continue;
      const medium = /image|audio|video/.test(column);
      losses.add(`${list}=${value}`, column, text, medium ? 'media' : 'setting');
    }
  }
  return lists;
}
