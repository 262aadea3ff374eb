import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { plainWord, type TableReading, type WordMeaning } from '@mingjian/contract/registry';
import type { ClientSession, Model } from 'mongoose';
import type { Person } from '../identity';
import { Problem } from '../platform';
import type { ExplainedWordsDocument } from './registry.schema';
import { wordChoices } from './school-words';

/** 取值对应: what the words in an agency's files stand for, said once by one of its people. */
@Injectable()
export class ExplainedWords {
  constructor(@InjectModel('ExplainedWords') private readonly explained: Model<ExplainedWordsDocument>) {}

  async of({ agencyId }: Person): Promise<WordMeaning[]> {
    const found = await this.explained.findById(agencyId ?? '').lean<ExplainedWordsDocument>();
    return found?.words ?? [];
  }

  /** The next file of the agency is read likewise; what is said anew takes the place of what was said before. */
  async remember(person: Person, said: readonly WordMeaning[], session: ClientSession): Promise<void> {
    if (said.length === 0) return;
    const key = ({ column, word }: WordMeaning) => `${column} ${plainWord(word)}`;
    const words = new Map([...(await this.of(person)), ...said].map((each) => [key(each), each]));
    await this.explained.updateOne(
      { _id: person.agencyId ?? '' },
      { words: [...words.values()] },
      { session, upsert: true },
    );
  }
}

/** What is said with a file. @throws Problem 422 `meaning-unknown` */
export function saidIn(reading: TableReading | undefined): readonly WordMeaning[] {
  const said = reading?.words ?? [];
  const wrong = said.filter(({ column, meaning }) => !wordChoices[column].includes(meaning));
  if (wrong.length === 0) return said;
  throw new Problem(
    422,
    'meaning-unknown',
    {
      zh: '取值对应中有不可用的含义，请重新选择。',
      en: 'A word was given a meaning that there is not; choose again.',
    },
    wrong.map(({ column, word, meaning }) => ({
      field: column,
      value: `${word} → ${meaning}`,
      rule: 'meaning-unknown',
      message: {
        zh: `可用的含义：${wordChoices[column].join('、')}。`,
        en: `Meanings are: ${wordChoices[column].join(', ')}.`,
      },
    })),
  );
}
