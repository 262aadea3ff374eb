import type { Language } from '@mingjian/contract/localized';

const KEY = 'mingjian.language';

/** The language of the page: what the link says, else what was chosen before, else Chinese. */
export function chosenLanguage(store: Pick<Storage, 'getItem'>, search: string): Language {
  const said = new URLSearchParams(search).get('lang') ?? store.getItem(KEY);
  return said === 'en' ? 'en' : 'zh-CN';
}

export function keepLanguage(store: Pick<Storage, 'setItem'>, language: Language): void {
  try {
    store.setItem(KEY, language);
  } catch {
    // A full store costs the person one more tap next time, and nothing else.
  }
}
