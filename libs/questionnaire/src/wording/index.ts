import type { Audience, BothLanguages, Item } from '../item';

/** 措辞提醒: what survey methodology advises against; it never stops anybody. */
export type WordingRule = 'long' | 'double' | 'negative' | 'leading' | 'absolute';

export interface WordingRemark {
  code: string;
  language: 'zh' | 'en';
  rule: WordingRule;
  /** The words that gave rise to it, or the length of the longest sentence. */
  found: string;
  message: BothLanguages;
}

/** Longest sentence that is read at one go: characters in Chinese, words in English. */
const longest: Readonly<Record<'adult' | 'pupil', { zh: number; en: number }>> = {
  adult: { zh: 40, en: 25 },
  pupil: { zh: 24, en: 15 },
};

const messages: Readonly<Record<WordingRule, BothLanguages>> = {
  long: {
    zh: '句子偏长，读一遍不容易记住，可以拆短。',
    en: 'The sentence is long; a shorter one is easier to keep in mind.',
  },
  double: {
    zh: '一道题好像问了两件事；两件事看法不同的人无法回答，可以拆成两题。',
    en: 'This seems to ask two things at once; who thinks differently of each cannot answer. Consider two items.',
  },
  negative: {
    zh: '否定的说法容易看反，可以改成肯定的说法。',
    en: 'A negative is easily misread; say it positively.',
  },
  leading: {
    zh: '这种说法会引导回答，可以改得中立。',
    en: 'The wording leads towards an answer; make it neutral.',
  },
  absolute: {
    zh: '绝对的词使人不好回答，可以去掉。',
    en: 'An absolute word is hard to agree with; leave it out.',
  },
};

const joins = {
  zh: /(?:.{2,})(和|与|及|并且|以及|并|且|、)(?:.{2,})/u,
  en: /\b(and|as well as)\b/i,
};
/** Words after a join that make two predicates of it; two nouns under one predicate are one question. */
const predicates = {
  zh: /满意|同意|公平|及时|合理|方便|清楚|安全|喜欢|愿意|关心|尊重|帮助|解决|改善|提高|落实|公开|有效|负责|耐心|丰富|充足|干净|足够/gu,
  en: /\b(?:is|are|was|were|do|does|has|have|can|feel|satisfied|fair|clear|safe|helpful|timely|easy|clean|enough|respected?|listens?|helps?|cares?)\b/gi,
};
const strongJoins = { zh: /并且|以及|并|且/u, en: /\bas well as\b/i };

const words: Readonly<Record<'negative' | 'leading' | 'absolute', { zh: RegExp; en: RegExp }>> = {
  negative: {
    zh: /不是|没有|不会|不能|不应|从不|并非|不得不|不(?=满意|公平|合理|好|够)/u,
    en: /\b(?:not|never|no|n't|without|cannot)\b|n't\b/i,
  },
  leading: {
    zh: /难道|显然|众所周知|大家都|应该会|是不是(?:很|非常)|您一定|你一定|优秀的|先进的|贴心/u,
    en: /\b(?:surely|obviously|of course|everyone knows|don't you (?:think|agree)|excellent|outstanding)\b/i,
  },
  absolute: {
    zh: /所有|全部|任何|总是|永远|从来|完全(?!同意|不同意)|绝对|每一个|一切|百分之百/u,
    en: /\b(?:all|every|always|never|none|completely|totally|absolutely|any)\b/i,
  },
};

/** Remarks on the texts of rated items; pupils are spared long sentences sooner than adults. */
export function wordingRemarks(items: readonly Item[], audience: Audience): WordingRemark[] {
  const reader = audience === 'student' ? 'pupil' : 'adult';
  return items
    .filter(({ role }) => role === 'scored' || role === 'expectation')
    .flatMap(({ code, text }) =>
      (['zh', 'en'] as const).flatMap((language) =>
        remarksOn(text[language], language, longest[reader][language]).map(({ rule, found }) => ({
          code,
          language,
          rule,
          found,
          message: messages[rule],
        })),
      ),
    );
}

function remarksOn(
  text: string,
  language: 'zh' | 'en',
  most: number,
): { rule: WordingRule; found: string }[] {
  const remarks: { rule: WordingRule; found: string }[] = [];
  const lengths = text.split(/[。！？!?.；;]/u).map((sentence) => lengthOf(sentence, language));
  const length = Math.max(0, ...lengths);
  if (length > most) remarks.push({ rule: 'long', found: String(length) });
  const double = doubled(text, language);
  if (double !== null) remarks.push({ rule: 'double', found: double });
  for (const rule of ['negative', 'leading', 'absolute'] as const) {
    const found = words[rule][language].exec(text)?.[0];
    if (found !== undefined) remarks.push({ rule, found });
  }
  return remarks;
}

function lengthOf(sentence: string, language: 'zh' | 'en'): number {
  return language === 'zh'
    ? [...sentence.replace(/\s|[，、：“”（）《》]/gu, '')].length
    : sentence.split(/\s+/).filter(Boolean).length;
}

/** Two predicates with a joining word between them, or a word that joins predicates only. */
function doubled(text: string, language: 'zh' | 'en'): string | null {
  const join = joins[language].exec(text)?.[1];
  if (join === undefined) return null;
  const strong = strongJoins[language].exec(text)?.[0];
  if (strong !== undefined) return strong;
  const at = text.indexOf(join);
  const count = (part: string) => part.match(predicates[language])?.length ?? 0;
  return count(text.slice(0, at)) > 0 && count(text.slice(at)) > 0 ? join : null;
}
