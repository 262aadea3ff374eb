import type { Localized } from '@mingjian/contract/localized';
import type { Losses } from './losses';
import type { LssRow } from './lss-document';
import { languageNamed, withoutMarkup } from './texts';

/** The texts of a survey in the two languages; one that has neither is read as English. */
export class LssTexts {
  private readonly foreign: string | null;

  constructor(
    languages: readonly string[],
    private readonly losses: Losses,
  ) {
    const known = languages.filter((language) => languageNamed(language) !== null);
    this.foreign = known.length === 0 ? (languages[0] ?? null) : null;
    for (const language of languages)
      if (languageNamed(language) === null)
        losses.add('', 'language', language, language === this.foreign ? 'language-moved' : 'language');
  }

  /** A text in both languages, freed of markup; variables of LimeSurvey become those of SurveyJS. */
  read(item: string, rows: readonly LssRow[], field: string, languageField = 'language'): Localized {
    const found: Localized = { zh: '', en: '' };
    for (const row of rows) {
      const name = row[languageField] ?? '';
      const value = row[field] ?? '';
      if (value === '') continue;
      const language = languageNamed(name) ?? (name === this.foreign ? 'en' : null);
      if (language === null || found[language] !== '') continue;
      const { text, lost } = withoutMarkup(value);
      if (lost) this.losses.add(item, field, value, 'markup');
      if (/<img|<audio|<video/i.test(value)) this.losses.add(item, field, value, 'media');
      const piped = text.replace(/\{([A-Za-z][A-Za-z0-9_]*)(?:\.(?:shown|NAOK|value|valueNAOK))+\}/g, '{$1}');
      if (/\{[^}]*[(:.][^}]*\}/.test(piped)) this.losses.add(item, field, piped, 'computed');
      found[language] = piped;
    }
    return found;
  }
}
