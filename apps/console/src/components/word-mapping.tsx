import { Alert, Select } from 'antd';
import {
  LEAVE_OUT,
  plainWord,
  wordColumn,
  type TableColumns,
  type WordColumn,
  type WordMeaning,
} from '@mingjian/contract/registry';
import { useLanguage } from '../language';
import { useCommon } from '../language/common';

/** A word of the file that is not known by itself. */
interface OpenWord {
  column: WordColumn;
  word: string;
  rows: number;
}

const isSame = (left: Pick<WordMeaning, 'column' | 'word'>, right: Pick<WordMeaning, 'column' | 'word'>) =>
  left.column === right.column && plainWord(left.word) === plainWord(right.word);

/** The words of the mapped columns that a person has to explain. */
export function openWords(found: TableColumns, mapping: Readonly<Record<string, string>>): OpenWord[] {
  return wordColumn.options.flatMap((column) => {
    const header = found.headers.find(({ name }) => name === mapping[column]);
    const words = (header?.words ?? []).map((each) => ({ column, ...each }));
    return words.filter((each) => !found.known.some((known) => isSame(known, each)));
  });
}

/** What was said of these words. */
export function saidOf(words: readonly OpenWord[], said: readonly WordMeaning[]): WordMeaning[] {
  return words.flatMap(({ column, word }) => {
    const meaning = said.find((each) => isSame(each, { column, word }))?.meaning;
    return meaning === undefined ? [] : [{ column, word, meaning }];
  });
}

export function sayWord(said: readonly WordMeaning[], word: WordMeaning): WordMeaning[] {
  return [...said.filter((each) => !isSame(each, word)), word];
}

/** 取值对应: every word that is not known by itself, with its rows, and what a person says that it stands for. */
export function WordMapping(props: {
  found: TableColumns;
  mapping: Readonly<Record<string, string>>;
  said: readonly WordMeaning[];
  onSay: (word: WordMeaning) => void;
}) {
  const { found, mapping, said } = props;
  const text = useCommon();
  const language = useLanguage();
  const columns = found.columns.filter(
    ({ choices, key }) => choices.length > 0 && mapping[key] !== undefined,
  );
  const crowded = columns.filter(
    ({ key }) => found.headers.find(({ name }) => name === mapping[key])?.words.length === 0,
  );
  const words = openWords(found, mapping);
  const meant = (word: OpenWord) =>
    said.find((each) => isSame(each, word)) ?? found.remembered.find((each) => isSame(each, word));
  const left = words.filter((word) => !meant(word)).length;
  const name = ({ zh, en }: { zh: string; en: string }) => (language === 'en' ? en : zh);
  const label = (column: WordColumn, choice: string) =>
    choice === LEAVE_OUT ? text('leaveOut') : text(`${column}.${choice}` as Parameters<typeof text>[0]);
  return (
    <>
      {crowded.map((column) => (
        <Alert
          key={column.key}
          type="warning"
          showIcon
          title={text('wordsTooMany', { column: name(column) })}
        />
      ))}
      {words.length > 0 && (
        <fieldset className="word-mapping">
          <legend>{left > 0 ? text('wordsOpen', { n: left }) : text('wordsKnown')}</legend>
          <p className="hint">{text('wordsAbout')}</p>
          <ul className="plain">
            {words.map((each) => {
              const column = columns.find(({ key }) => key === each.column);
              const meaning = meant(each);
              const isOwn = meaning !== undefined && said.includes(meaning);
              return (
                <li key={`${each.column} ${each.word}`}>
                  <span>
                    <strong>{each.word}</strong>{' '}
                    <small className="hint">
                      {column && name(column)} · {text('wordRows', { n: each.rows })}
                      {meaning !== undefined && !isOwn && ` · ${text('wordRemembered')}`}
                    </small>
                  </span>
                  <Select
                    aria-label={each.word}
                    placeholder={text('wordChoose')}
                    status={meaning === undefined ? 'warning' : undefined}
                    value={meaning?.meaning}
                    onChange={(value: string) =>
                      props.onSay({ column: each.column, word: each.word, meaning: value })
                    }
                    options={(column?.choices ?? []).map((choice) => ({
                      value: choice,
                      label: label(each.column, choice),
                    }))}
                  />
                </li>
              );
            })}
          </ul>
        </fieldset>
      )}
    </>
  );
}
