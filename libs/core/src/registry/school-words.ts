import type { Area, Stage } from '@mingjian/contract/registry';
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

export const readStage = (word: string) => meaning(stageWords, word);
export const readArea = (word: string) => meaning(areaWords, word);
export const readAudience = (word: string) => meaning(audienceWords, word);
export const stageWordList = listed(stageWords);
export const areaWordList = listed(areaWords);
export const audienceWordList = listed(audienceWords);

/** What a word in a table stands for, in Chinese or English, or null. */
function meaning<Key extends string>(
  words: Readonly<Record<Key, readonly string[]>>,
  word: string,
): Key | null {
  const wanted = word.normalize('NFKC').trim().toLowerCase();
  return (Object.keys(words) as Key[]).find((key) => words[key].includes(wanted)) ?? null;
}

/** The first word of each kind, for messages. */
function listed(words: Readonly<Record<string, readonly string[]>>): { zh: string; en: string } {
  return {
    zh: Object.values(words)
      .map(([first]) => first)
      .join('、'),
    en: Object.keys(words).join(', '),
  };
}
