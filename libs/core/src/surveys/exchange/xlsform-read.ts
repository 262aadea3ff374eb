import type { Localized } from '@mingjian/contract/localized';
import type { CarriedSurvey } from '@mingjian/contract/surveys';
import type { LocalizedFault } from '../../platform';
import { carriedSurvey, type ReadElement } from './carried-survey';
import { badQuestionnaire, Losses } from './losses';
import { choiceLists } from './xlsform-choices';
import { Languages } from './xlsform-languages';
import { readQuestion } from './xlsform-question';
import { sheetFault, type XlsForm } from './xlsform-sheets';

/**
 * Reads an XLSForm (https://xlsform.org/en/) into a draft. Groups become pages and panels; repeats, calculations,
 * device values and media are told as lost.
 *
 * @throws Problem 422 `bad-questionnaire-file` naming sheet, column, row, value and rule
 */
export function readXlsForm(form: XlsForm): CarriedSurvey {
  const losses = new Losses();
  const faults: LocalizedFault[] = [];
  const languages = new Languages(form, losses);
  const lists = choiceLists(form, languages, faults, losses);
  const root: ReadElement[] = [];
  const stack: { kind: string; row: number; into: ReadElement[]; name: string; skipped: boolean }[] = [];
  for (const { row, cells } of form.survey) {
    const cell = (column: string) => cells.get(column) ?? '';
    const type = inCurrentWords(cell('type'));
    const name = cell('name').trim();
    if (type === '') continue;
    const at = { field: 'survey!type', row };
    const bounds = /^(begin|end)[ _](group|repeat|loop)\b/i.exec(type);
    const inRepeat = stack.some(({ skipped }) => skipped);
    if (bounds?.[1]?.toLowerCase() === 'end') {
      const open = stack.pop();
      if (!open || open.kind !== bounds[2]?.toLowerCase()) {
        faults.push(
          sheetFault(
            at,
            type,
            'group-not-open',
            '没有与之对应的开始行。',
            'Nothing was begun that this could end.',
          ),
        );
      }
      continue;
    }
    const into = stack.at(-1)?.into ?? root;
    if (bounds) {
      const kind = bounds[2]?.toLowerCase() ?? '';
      const skipped = kind !== 'group';
      if (skipped) losses.add(name, 'type', type, 'repeat');
      const group: ReadElement = {
        name: name || `group-${row}`,
        title: languages.text(cells, 'label'),
        element: { type: 'panel' },
        condition: cell('relevant').trim(),
        at,
        inside: [],
      };
      if (!skipped && !inRepeat) into.push(group);
      const appearance = cell('appearance');
      if (appearance !== '') losses.add(name, 'appearance', appearance, 'appearance');
      stack.push({ kind, row, into: group.inside ?? [], name, skipped });
      continue;
    }
    if (inRepeat) {
      losses.add(name, 'type', type, 'repeat');
      continue;
    }
    const read = readQuestion({ type, name, row, cells, languages, lists, losses, faults });
    if (read) into.push(read);
  }
  for (const { row, kind, name } of stack) {
    faults.push(
      sheetFault(
        { field: 'survey!type', row },
        `begin ${kind} ${name}`,
        'group-not-closed',
        '没有结束行，文件可能只有一半。',
        'It is never ended; the file may be only half of itself.',
      ),
    );
  }
  if (faults.length > 0) throw badQuestionnaire(faults);
  const title = settingsOf(form, languages, losses);
  return carriedSurvey('xlsform', title, pagesOf(root), losses);
}

/** Older forms write a type in longer words: `select one from colours`. */
function inCurrentWords(type: string): string {
  return type
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(add )?select (one|1)( prompt using| from)? /i, 'select_one ')
    .replace(/^(add )?select (all that apply|multiple)( prompt using| from)? /i, 'select_multiple ');
}

/** Groups at the top are pages; what stands outside of them goes onto pages between. */
function pagesOf(root: readonly ReadElement[]): ReadElement[] {
  const pages: ReadElement[] = [];
  let loose: ReadElement | null = null;
  for (const element of root) {
    if (element.inside) {
      loose = null;
      pages.push({ ...element, element: {} });
      continue;
    }
    if (loose === null) {
      loose = {
        name: `page-${pages.length + 1}`,
        title: { zh: '', en: '' },
        element: {},
        condition: '',
        at: element.at,
        inside: [],
      };
      pages.push(loose);
    }
    loose.inside?.push(element);
  }
  return pages;
}

function settingsOf({ settings }: XlsForm, languages: Languages, losses: Losses): Localized {
  const cells = settings[0]?.cells ?? new Map<string, string>();
  for (const [column, value] of cells)
    if (value.trim() !== '' && !/^form_title|^default_language$|^title/.test(column))
      losses.add('', `settings!${column}`, value, 'setting');
  const title = languages.text(cells, 'form_title');
  return title.zh === '' && title.en === '' ? languages.text(cells, 'title') : title;
}
