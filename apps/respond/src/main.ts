import './styles.css';
import type { Language } from '@mingjian/contract/localized';
import { browserStore, Drafts, passingStore } from './drafts';
import { button, element } from './element';
import { Flow } from './flow';
import { openedSurvey } from './opened-survey';
import { chosenLanguage, keepLanguage } from './language-choice';
import { keepPageForLater } from './keep-page';
import { roomInFragment, RoomSeat, sharedStore } from './room-seat';
import { takeRoomCode } from './wire';
import { keepPreferences, keptPreferences, type Preferences } from './preferences';

const { store, lasting } = browserStore();
let language: Language = chosenLanguage(store, location.search);

const brand = element('p', { class: 'brand' });
const switcher = element('button', { type: 'button', class: 'language' });
const larger = element('button', { type: 'button', class: 'language' });
const report = button('quiet', '', () => flow.report());
const footer = element('footer', {}, report);
const screen = element('div', { class: 'screen' });
const formContainer = element('div', { class: 'screen ahead' });
document
  .getElementById('page')
  ?.append(
    element('header', {}, brand, larger, switcher),
    element('main', {}, screen, formContainer),
    footer,
  );
const preferences = keptPreferences(store);
const prefer = (chosen: Partial<Preferences>) => {
  Object.assign(preferences, chosen);
  keepPreferences(store, preferences);
  showSize();
};
const showSize = () => {
  document.body.classList.toggle('large-text', preferences.largeText);
  larger.setAttribute('aria-pressed', String(preferences.largeText));
};
showSize();

const surveyId = openedSurvey(store, location.pathname);
const room = roomInFragment(location.hash);
/** 课堂作答: `?class` or a room in the address that the supervisor opens. */
const shared = lasting && (room !== '' || new URLSearchParams(location.search).has('class'));
const tab = lasting ? window.sessionStorage : passingStore();
const seat = new RoomSeat(tab, surveyId, room, (asked) => takeRoomCode(surveyId, room, asked));
const flow = new Flow(
  {
    surveyId,
    drafts: new Drafts(shared ? sharedStore(tab) : store, surveyId),
    keeps: lasting && !shared,
    shared: shared ? window.localStorage : null,
    seat: room === '' ? null : seat,
    screen,
    formContainer,
    preferences,
    prefer,
    offerReport: (offered) => (footer.hidden = !offered),
    loadForm: () => import('./form/mount'),
    onWords: (texts, title, forPupils) => {
      document.body.classList.toggle('for-pupils', forPupils);
      const other = language === 'en' ? 'zh-CN' : 'en';
      document.documentElement.lang = language;
      document.title = title ?? texts.brand;
      brand.textContent = texts.brand;
      switcher.textContent = texts.otherLanguage;
      switcher.lang = other;
      larger.textContent = texts.largeText;
      report.textContent = texts.coachingLink;
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
larger.addEventListener('click', () => prefer({ largeText: !preferences.largeText }));
flow.begin();
keepPageForLater(surveyId);
