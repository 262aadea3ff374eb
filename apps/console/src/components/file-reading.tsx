import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { TableColumns, TableReading, WordMeaning } from '@mingjian/contract/registry';
import { useLanguage } from '../language';
import { useCommon } from '../language/common';
import { QueryView } from './query-view';
import { openWords, sayWord, saidOf, WordMapping } from './word-mapping';

type Mapping = Record<string, string>;

/** What was said of the same headers the last time; agencies get the same file every year. */
const keyOf = ({ headers }: TableColumns) => `mingjian.columns.${headers.map(({ name }) => name).join('|')}`;

/** How a chosen file is read: which sheet of it, which column is what (列对应), and what its words stand for (取值对应). */
export function FileReading(props: {
  file: File;
  columns: (file: File, sheet?: string) => Promise<TableColumns>;
  /** What this person has said of words, of whichever file. */
  said: WordMeaning[];
  onSay: (said: WordMeaning[]) => void;
  onChange: (reading: TableReading) => void;
}) {
  const text = useCommon();
  const [sheet, setSheet] = useState<string>();
  const query = useQuery({
    queryKey: ['file-columns', props.file.name, props.file.size, props.file.lastModified, sheet],
    queryFn: () => props.columns(props.file, sheet),
    retry: false,
  });
  return (
    <QueryView query={query} rows={3}>
      {(found) => (
        <div className="file-reading">
          {found.sheets.length > 1 && (
            <label>
              <span>{text('sheet')}</span>
              <Select
                aria-label={text('sheet')}
                value={found.sheet}
                onChange={setSheet}
                options={found.sheets.map((name) => ({ value: name, label: name }))}
              />
            </label>
          )}
          <Choices key={found.sheet} found={found} {...props} />
        </div>
      )}
    </QueryView>
  );
}

function Choices({
  found,
  said,
  onSay,
  onChange,
}: {
  found: TableColumns;
  said: WordMeaning[];
  onSay: (said: WordMeaning[]) => void;
  onChange: (reading: TableReading) => void;
}) {
  const text = useCommon();
  const language = useLanguage();
  const [mapping, setMapping] = useState<Mapping>(() => firstMapping(found));
  const tell = (nextMapping: Mapping, nextSaid: WordMeaning[]) =>
    onChange({
      ...(found.sheet === null ? {} : { sheet: found.sheet }),
      mapping: nextMapping,
      words: saidOf(openWords(found, nextMapping), nextSaid),
    });
  // What was recognised by itself counts at once.
  useEffect(() => tell(mapping, said), []);
  const open = found.columns.filter(({ key }) => mapping[key] === undefined).length;
  const choose = (key: string, header: string | undefined) => {
    const others = Object.fromEntries(Object.entries(mapping).filter(([each]) => each !== key));
    const next = header === undefined ? others : { ...others, [key]: header };
    localStorage.setItem(keyOf(found), JSON.stringify(next));
    setMapping(next);
    tell(next, said);
  };
  return (
    <>
      <details className="column-mapping" open={open > 0}>
        <summary>{open > 0 ? text('columnsOpen', { n: open }) : text('columnsKnown')}</summary>
        <div className="date-grid">
          {found.columns.map(({ key, zh, en }) => {
            const label = language === 'en' ? en : zh;
            const examples = found.headers.find(({ name }) => name === mapping[key])?.examples ?? [];
            return (
              <label key={key}>
                <span>{label}</span>
                <Select
                  aria-label={label}
                  allowClear
                  showSearch
                  value={mapping[key]}
                  onChange={(header: string | undefined) => choose(key, header)}
                  options={found.headers.map(({ name }) => ({ value: name, label: name }))}
                />
                <small className="hint">{examples.filter((each) => each !== '').join('、')}</small>
              </label>
            );
          })}
        </div>
      </details>
      <WordMapping
        found={found}
        mapping={mapping}
        said={said}
        onSay={(word) => {
          const next = sayWord(said, word);
          onSay(next);
          tell(mapping, next);
        }}
      />
    </>
  );
}

/** The last choice for these headers, else the guesses. */
function firstMapping(found: TableColumns): Mapping {
  const guessed = Object.fromEntries(
    found.columns.flatMap(({ key, guess }) => (guess === null ? [] : [[key, guess] as const])),
  );
  try {
    return { ...guessed, ...(JSON.parse(localStorage.getItem(keyOf(found)) ?? '{}') as Mapping) };
  } catch {
    return guessed;
  }
}
