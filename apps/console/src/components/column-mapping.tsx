import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { TableColumns } from '@mingjian/contract/registry';
import { useLanguage } from '../language';
import { useCommon } from '../language/common';
import { QueryView } from './query-view';

type Mapping = Record<string, string>;

/** What was said of the same headers the last time; agencies get the same file every year. */
const keyOf = ({ headers }: TableColumns) => `mingjian.columns.${headers.map(({ name }) => name).join('|')}`;

/** 列对应: which column of a file is what, guessed from its headers and to be changed. */
export function ColumnMapping(props: {
  file: File;
  columns: (file: File) => Promise<TableColumns>;
  onChange: (mapping: Mapping) => void;
}) {
  const query = useQuery({
    queryKey: ['file-columns', props.file.name, props.file.size, props.file.lastModified],
    queryFn: () => props.columns(props.file),
    retry: false,
  });
  return (
    <QueryView query={query} rows={3}>
      {(found) => <Choices found={found} onChange={props.onChange} />}
    </QueryView>
  );
}

function Choices({ found, onChange }: { found: TableColumns; onChange: (mapping: Mapping) => void }) {
  const text = useCommon();
  const language = useLanguage();
  const [mapping, setMapping] = useState<Mapping>(() => firstMapping(found));
  // What was recognised by itself counts at once.
  useEffect(() => onChange(mapping), []);
  const open = found.columns.filter(({ key }) => mapping[key] === undefined).length;
  const choose = (key: string, header: string | undefined) => {
    const others = Object.fromEntries(Object.entries(mapping).filter(([each]) => each !== key));
    const next = header === undefined ? others : { ...others, [key]: header };
    localStorage.setItem(keyOf(found), JSON.stringify(next));
    setMapping(next);
    onChange(next);
  };
  return (
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
