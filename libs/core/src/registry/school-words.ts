import {
  LEAVE_OUT,
  plainWord,
  type Area,
  type Stage,
  type WordColumn,
  type WordMeaning,
} from '@mingjian/contract/registry';
import type { Audience } from '@mingjian/contract/surveys';

/** The first two digits of a 学校标识码 by stage. */
export const schoolTypeDigits: Readonly<Record<Stage, string>> = {
  kindergarten: '11',
  primary: '21',
  junior: '31',
  senior: '34',
  vocational: '36',
  special: '51',
};

const stageWords: Readonly<Record<Stage, readonly string[]>> = {
  kindergarten: ['幼儿园', '学前', '学前教育', 'kindergarten'],
  primary: ['小学', 'primary'],
  junior: ['初中', '初级中学', 'junior', 'junior secondary'],
  senior: ['高中', '普通高中', '高级中学', 'senior', 'senior secondary'],
  vocational: ['中职', '中等职业', '中等职业学校', '职业高中', 'vocational'],
  special: ['特殊教育', '特教', '特殊教育学校', 'special'],
};
const areaWords: Readonly<Record<Area, readonly string[]>> = {
  urban: ['城区', 'urban'],
  town: ['镇区', 'town'],
  rural: ['乡村', '农村', 'rural'],
};
const audienceWords: Readonly<Record<Audience, readonly string[]>> = {
  public: ['公众', '社会公众', '家长', 'public', 'parents'],
  teacher: ['教师', 'teacher', 'teachers'],
  student: ['学生', 'student', 'students', 'pupils'],
};
const words = { stage: stageWords, area: areaWords, audience: audienceWords };

/** What a word of each column may stand for. */
export const wordChoices: Readonly<Record<WordColumn, readonly string[]>> = {
  stage: [...Object.keys(stageWords), LEAVE_OUT],
  area: Object.keys(areaWords),
  audience: Object.keys(audienceWords),
};

export interface WordReader {
  stage(word: string): Stage | typeof LEAVE_OUT | null;
  area(word: string): Area | null;
  audience(word: string): Audience | null;
}
/** Understands words by themselves, in Chinese or English, else as a person has said; what nobody explained is null. */
export function wordReader(said: readonly WordMeaning[]): WordReader {
  const key = (column: WordColumn, word: string) => `${column} ${plainWord(word)}`;
  // What is known by itself comes last, so that nothing said can change it.
  const meanings = new Map(
    [...said, ...knownWords].map(({ column, word, meaning }) => [key(column, word), meaning]),
  );
  const read =
    <Meaning extends string>(column: WordColumn) =>
    (word: string) =>
      (meanings.get(key(column, word)) as Meaning | undefined) ?? null;
  return { stage: read('stage'), area: read('area'), audience: read('audience') };
}

export const stageWordList = listed(stageWords);
export const areaWordList = listed(areaWords);
export const audienceWordList = listed(audienceWords);

/** Every word that is understood without being explained. */
export const knownWords: readonly WordMeaning[] = (Object.keys(words) as WordColumn[]).flatMap((column) =>
  Object.entries(words[column]).flatMap(([meant, all]: [string, readonly string[]]) =>
    all.map((word) => ({ column, word, meaning: meant })),
  ),
);

/** The first word of each kind, for messages. */
function listed(kinds: Readonly<Record<string, readonly string[]>>): { zh: string; en: string } {
  return {
    zh: Object.values(kinds)
      .map(([first]) => first)
      .join('、'),
    en: Object.keys(kinds).join(', '),
  };
}
