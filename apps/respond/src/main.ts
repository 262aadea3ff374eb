import './styles.css';
import type { Language } from '@mingjian/contract/localized';
import { browserStore, Drafts } from './drafts';
import { element } from './element';
import { Flow } from './flow';
import { chosenLanguage, keepLanguage } from './language-choice';

const { store, lasting } = browserStore();
let language: Language = chosenLanguage(store, location.search);

const brand = element('p', { class: 'brand' });
const switcher = element('button', { type: 'button', class: 'language' });
const screen = element('div', { class: 'screen' });
const formContainer = element('div', { class: 'screen', hidden: true });
document
  .getElementById('page')
  ?.append(element('header', {}, brand, switcher), element('main', {}, screen, formContainer));

const surveyId = decodeURIComponent(/^\/r\/([^/]+)/.exec(location.pathname)?.[1] ?? '');
const flow = new Flow(
  {
    surveyId,
    drafts: new Drafts(store, surveyId),
    keeps: lasting,
    screen,
    formContainer,
    loadForm: () => import('./form/mount'),
    onWords: (texts, title, forPupils) => {
      document.body.classList.toggle('for-pupils', forPupils);
      const other = language === 'en' ? 'zh-CN' : 'en';
      document.documentElement.lang = language;
      document.title = title ?? texts.brand;
      brand.textContent = texts.brand;
      switcher.textContent = texts.otherLanguage;
      switcher.lang = other;
      switcher.setAttribute('aria-label', texts.otherLanguageLabel);
    },
  },
  language,
);

switcher.addEventListener('click', () => {
  language = language === 'en' ? 'zh-CN' : 'en';
  keepLanguage(store, language);
  flow.setLanguage(language);
});
flow.begin();
