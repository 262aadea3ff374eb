import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { inLanguage, type Language, type Localized } from '@mingjian/contract';

const STORED = 'mingjian.language';

function firstLanguage(): Language {
  return localStorage.getItem(STORED) === 'en' ? 'en' : 'zh-CN';
}

void i18next.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: 'zh-CN',
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  await i18next.changeLanguage(language);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh-CN';
}

/** Shows a text of the contract in the reader's language. */
export function useLocalized(): (text: Localized) => string {
  const language = useLanguage();
  return (text) => inLanguage(text, language);
}

type Values = Record<string, string | number>;
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/**
 * Declares the texts of one part of the console. Both languages carry exactly the same keys, or the compiler objects.
 * Returns the hook that reads them.
 */
export function defineTexts<Key extends string>(
  namespace: string,
  zh: Record<Key, string>,
  en: Record<NoInfer<Key>, string>,
): () => Translate<Key> {
  i18next.addResourceBundle('zh-CN', namespace, zh);
  i18next.addResourceBundle('en', namespace, en);
  return function useTexts() {
    const { t } = useTranslation(namespace);
    return (key, values) => t(key, values ?? {});
  };
}
