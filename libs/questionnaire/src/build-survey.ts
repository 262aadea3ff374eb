import { chinesePunctuation } from './chinese-punctuation';
import {
  NOT_APPLICABLE,
  type Audience,
  type BothLanguages,
  type Dimension,
  type Item,
  type ItemRole,
} from './item';
import type { SurveyDefinition } from './survey-elements';

/** One row of a questionnaire as the city writes it (questionnaires.json). */
export interface QuestionnaireEntry {
  audience: Audience;
  dimension: string;
  item_code: string;
  text_zh: string;
  text_en: string;
  type: 'single' | 'likert5_na' | 'attention' | 'text';
  options?: { value: number | null; text_zh: string; text_en: string }[];
  correct_value?: number;
  max_length?: number;
  indicator_code: string | null;
}

/** A survey ready to be created: its title, its SurveyJS definition and what each question measures. */
export interface BuiltSurvey {
  audience: Audience;
  title: BothLanguages;
  json: SurveyDefinition;
  items: Item[];
}

const titles: Readonly<Record<Audience, BothLanguages>> = {
  public: { zh: '教育满意度调查（公众）', en: 'Satisfaction with local education: the public' },
  teacher: { zh: '教育满意度调查（教师）', en: 'Satisfaction with local education: teachers' },
  student: { zh: '我的学校：学生问卷', en: 'My school: a questionnaire for pupils' },
};

const dimensions: Readonly<Record<string, { key: Dimension; title: BothLanguages }>> = {
  总体评价: { key: 'overall', title: { zh: '总体评价', en: 'Overall' } },
  教育公平: { key: 'equity', title: { zh: '教育公平', en: 'Equity in education' } },
  教育质量: { key: 'quality', title: { zh: '教育质量', en: 'Quality of education' } },
  政府治理: { key: 'governance', title: { zh: '条件与治理', en: 'Provision and governance' } },
};
const aboutYou: BothLanguages = { zh: '基本信息', en: 'About you' };
const yourWords: BothLanguages = { zh: '您的建议', en: 'Your suggestion' };

/** Items that compare with what was expected stand outside every index and are reported apart. */
const expectationItems: ReadonlySet<string> = new Set(['P-02', 'T-02']);

const DEFAULT_TEXT_LENGTH = 300;

/**
 * Turns the questionnaire of one audience into a SurveyJS survey and its item mapping.
 * Adults get a page a section (about you, the four dimensions, a suggestion); pupils get one statement a page.
 * N/A options carry the value 0. Every question but the open one is required, since each can be declined.
 * @throws RangeError when the entries hold no question for the audience or an unknown dimension.
 */
export function buildSurvey(entries: readonly QuestionnaireEntry[], audience: Audience): BuiltSurvey {
  const own = entries.filter((entry) => entry.audience === audience);
  if (own.length === 0) throw new RangeError(`no question for the audience ${audience}`);
  const title = titles[audience];
  const pages = audience === 'student' ? statementPages(own) : sectionPages(own);
  return {
    audience,
    title,
    json: { title: bothLocales(title), locale: 'zh-cn', pages },
    items: own.map(itemOf),
  };
}

function itemOf(entry: QuestionnaireEntry): Item {
  const role = roleOf(entry);
  const rated = role === 'scored' || role === 'expectation';
  return {
    code: entry.item_code,
    role,
    text: { zh: chinesePunctuation(entry.text_zh), en: entry.text_en },
    dimension: rated ? dimensionOf(entry).key : null,
    indicatorCode: entry.indicator_code === 'overall' ? null : entry.indicator_code,
    correctValue: entry.correct_value ?? null,
  };
}

function roleOf(entry: QuestionnaireEntry): ItemRole {
  switch (entry.type) {
    case 'single':
      return 'demographic';
    case 'attention':
      return 'attention';
    case 'text':
      return 'open';
    case 'likert5_na':
      return expectationItems.has(entry.item_code) ? 'expectation' : 'scored';
  }
}

function dimensionOf(entry: QuestionnaireEntry): { key: Dimension; title: BothLanguages } {
  const dimension = dimensions[entry.dimension];
  if (dimension === undefined)
    throw new RangeError(`${entry.item_code}: unknown dimension ${entry.dimension}`);
  return dimension;
}

/** The attention item hides among the last statements: alone on a page it would announce itself. */
function withAttentionInside(own: readonly QuestionnaireEntry[]): QuestionnaireEntry[] {
  const rated = own.filter((entry) => entry.type === 'likert5_na');
  const attention = own.filter((entry) => entry.type === 'attention');
  const place = Math.ceil((rated.length * 2) / 3);
  return [...rated.slice(0, place), ...attention, ...rated.slice(place)];
}

function sectionPages(own: readonly QuestionnaireEntry[]): SurveyDefinition[] {
  const sections = new Map<Dimension, { title: BothLanguages; entries: QuestionnaireEntry[] }>();
  for (const entry of own.filter((each) => each.type === 'likert5_na')) {
    const { key, title } = dimensionOf(entry);
    const section = sections.get(key) ?? { title, entries: [] };
    section.entries.push(entry);
    sections.set(key, section);
  }
  const last = [...sections.values()].at(-1);
  if (last !== undefined) {
    const attention = own.filter((entry) => entry.type === 'attention');
    last.entries.splice(Math.ceil(last.entries.length / 2), 0, ...attention);
  }
  const demographic = own.filter((entry) => entry.type === 'single');
  const open = own.filter((entry) => entry.type === 'text');
  return [
    pageOf('about', aboutYou, demographic),
    ...[...sections].map(([key, section]) => pageOf(key, section.title, section.entries)),
    pageOf('words', yourWords, open),
  ].filter((page) => page.elements.length > 0);
}

function statementPages(own: readonly QuestionnaireEntry[]): SurveyDefinition[] {
  const demographic = own.filter((entry) => entry.type === 'single');
  const open = own.filter((entry) => entry.type === 'text');
  return [...demographic, ...withAttentionInside(own), ...open].map((entry) => ({
    name: `page-${entry.item_code}`,
    elements: [questionOf(entry)],
  }));
}

function pageOf(name: string, title: BothLanguages, entries: readonly QuestionnaireEntry[]) {
  return { name: `page-${name}`, title: bothLocales(title), elements: entries.map(questionOf) };
}

function questionOf(entry: QuestionnaireEntry): SurveyDefinition {
  const common = { name: entry.item_code, title: bothLocales({ zh: entry.text_zh, en: entry.text_en }) };
  if (entry.type === 'text') {
    return { type: 'comment', ...common, maxLength: entry.max_length ?? DEFAULT_TEXT_LENGTH };
  }
  return {
    type: 'radiogroup',
    ...common,
    isRequired: true,
    choices: (entry.options ?? []).map((option) => ({
      value: option.value ?? NOT_APPLICABLE,
      text: bothLocales({ zh: option.text_zh, en: option.text_en }),
    })),
  };
}

/** Named locales rather than `default`: SurveyJS takes `default` to be English. */
function bothLocales(text: BothLanguages): Record<'zh-cn' | 'en', string> {
  return { 'zh-cn': chinesePunctuation(text.zh), en: text.en };
}
