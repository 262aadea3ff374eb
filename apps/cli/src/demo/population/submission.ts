import type { SubmitResponse } from '@mingjian/contract/responses';
import { questionnaires } from '@mingjian/core/surveys';
import type { Person } from './people';
import { ratedItems } from './questions';
import { randomStream, type Random } from './random';

/** What a phone sends of one person, but for the credential and the version. */
export type PersonalAnswers = Pick<SubmitResponse, 'language' | 'durations'> & {
  answers: Record<string, number | string>;
};

/** 不想回答, by demographic item: always the last option. */
const preferNotToAnswer: Readonly<Record<string, number>> = Object.fromEntries(
  questionnaires.flatMap((question) => {
    const last = question.options?.at(-1);
    return question.type === 'single' && last?.text_zh === '不想回答' && last.value !== null
      ? [[question.item_code, last.value]]
      : [];
  }),
);
const RELUCTANT = 0.012;
const WRITES = 0.1;
const IN_ENGLISH = 0.01;
const wishes: Readonly<Record<Person['audience'], readonly string[]>> = {
  public: [
    '希望增加公办幼儿园学位。',
    '校车线路可以再多一些。',
    '希望课后服务内容更丰富。',
    '希望村里的学校也有体育老师。',
    '作业再少一点。',
  ],
  teacher: [
    '减少填表和检查。',
    '乡村补助希望按时发放。',
    '培训多讲课堂上用得到的内容。',
    '配齐音体美教师。',
    '教室的多媒体设备需要更新。',
  ],
  student: [
    '体育课多一些。',
    '想要更大的图书角。',
    '食堂的菜再热一点。',
    '想多睡一会儿。',
    '操场下雨会积水。',
  ],
};

/**
 * Answers and milliseconds per item of one person: the same for the same seed and person, whenever it is asked.
 * @param writes chance that the person fills in an open question
 */
export function answersOf(seed: number, person: Person, writes = WRITES): PersonalAnswers {
  const random = randomStream(seed, 'submission', person.number);
  const answers: Record<string, number | string> = {};
  const durations: Record<string, number> = {};
  const line = random.between(3, 5);
  const pace = 0.7 + 0.9 * random.uniform();
  const positions = new Map(ratedItems[person.audience].map((item, position) => [item.code, position]));
  for (const question of questionnaires) {
    if (question.audience !== person.audience) continue;
    const code = question.item_code;
    const answer = answerTo(random, person, question.type, code, {
      honest: person.answers[positions.get(code) ?? -1] ?? 0,
      line,
      asked: question.correct_value ?? 0,
      writes,
    });
    if (answer === null) continue;
    answers[code] = answer;
    durations[code] = person.careless
      ? random.between(250, 800)
      : Math.round(pace * random.between(3200, 9000) * (typeof answer === 'string' ? 4 : 1));
  }
  return { language: random.chance(IN_ENGLISH) ? 'en' : 'zh-CN', answers, durations };
}

function answerTo(
  random: Random,
  person: Person,
  type: 'single' | 'likert5_na' | 'attention' | 'text',
  code: string,
  known: { honest: number; line: number; asked: number; writes: number },
): number | string | null {
  switch (type) {
    case 'single': {
      const refusal = preferNotToAnswer[code];
      const refuses = random.chance(RELUCTANT);
      return refuses && refusal !== undefined ? refusal : (person.demographics[code] ?? null);
    }
    case 'likert5_na':
      return person.careless ? known.line : known.honest;
    case 'attention':
      return person.careless ? known.line : known.asked;
    case 'text':
      return !person.careless && random.chance(known.writes)
        ? (wishes[person.audience][random.between(0, 4)] ?? null)
        : null;
  }
}
