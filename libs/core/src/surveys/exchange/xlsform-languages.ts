import type { Localized } from '@mingjian/contract/localized';
import type { Losses } from './losses';
import { languageNamed, languageOfText } from './texts';
import type { XlsForm } from './xlsform-sheets';

/** Which columns hold Chinese and which English; any other language is told once a column. */
export class Languages {
  private readonly moved: string | null;

  constructor(form: XlsForm, losses: Losses) {
    const named = new Map<string, string>();
    for (const { cells } of [...form.survey, ...form.choices])
      for (const [column, value] of cells) {
        const language = languageIn(column);
        if (language !== null && value.trim() !== '') named.set(column, language);
      }
    const foreign = [...named].filter(([, language]) => languageNamed(language) === null);
    const alone = foreign.length > 0 && foreign.length === named.size && !hasPlainLabels(form);
    this.moved = alone ? (foreign[0]?.[1] ?? null) : null;
    for (const [column, language] of foreign)
      losses.add('', column, language, language === this.moved ? 'language-moved' : 'language');
  }

  /** Whether a column is one of texts, which are read or told as a language. */
  reads(column: string): boolean {
    return /^(label|hint|form_title)(::|:|$)/.test(column);
  }

  text(cells: ReadonlyMap<string, string>, field: string): Localized {
    const found: Localized = { zh: '', en: '' };
    for (const [column, value] of cells) {
      if (value.trim() === '' || column.split(/::?/)[0]?.trim() !== field) continue;
      const name = languageIn(column);
      const language =
        name === null
          ? languageOfText(value)
          : (languageNamed(name) ?? (name === this.moved ? ('en' as const) : null));
      if (language !== null && (name !== null || found[language] === ''))
        found[language] = value.trim().replace(/\$\{\s*([^}]+?)\s*\}/g, '{$1}');
    }
    return found;
  }

  locale({ zh, en }: Localized): Record<string, string> {
    return { ...(zh === '' ? {} : { 'zh-cn': zh }), ...(en === '' ? {} : { en }) };
  }
}

function languageIn(column: string): string | null {
  const [field = '', ...rest] = column.split(/::?/);
  return /^(label|hint|form_title)$/.test(field.trim()) && rest.length > 0 ? rest.join(':').trim() : null;
}

function hasPlainLabels({ survey }: XlsForm): boolean {
  return survey.some(({ cells }) => (cells.get('label') ?? '').trim() !== '');
}
